"""The published HSDS 3.2.3 shape, once: marshmallow schemas by family, and ids."""

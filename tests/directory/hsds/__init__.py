"""Tests of the HSDS shape: schemas, compiled checks, ids, splitting and assembling."""

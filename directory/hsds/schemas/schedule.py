"""When something is open, as an RFC 5545 recurrence.

Not a reading of it (`directory.facts` does that). `timezone` is a number (the offset from UTC in hours) and the dates are
plain text, because the standard says so.
"""

from __future__ import annotations

from directory.hsds.schemas.fields import Choice, Number, Records, Text, Uri, Uuid
from directory.hsds.schemas.metadata import MetadataSchema
from directory.hsds.schemas.record import RecordSchema
from directory.hsds.schemas.taxonomy import AttributeSchema


class ScheduleSchema(RecordSchema):
    """Times at which something is open."""

    id = Uuid(required=True)
    service_id = Uuid()
    location_id = Uuid()
    service_at_location_id = Uuid()
    valid_from = Text()
    valid_to = Text()
    dtstart = Text()
    timezone = Number()
    until = Text()
    count = Number()
    wkst = Choice("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    freq = Choice("WEEKLY", "MONTHLY")
    interval = Number()
    byday = Text()
    byweekno = Text()
    bymonthday = Text()
    byyearday = Text()
    description = Text()
    opens_at = Text()
    closes_at = Text()
    schedule_link = Uri()
    attending_type = Text()
    notes = Text()
    attributes = Records(AttributeSchema)
    metadata = Records(MetadataSchema)

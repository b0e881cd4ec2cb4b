"""What viewers say and bring."""

from ratings.models.flag import Flag
from ratings.models.import_batch import ImportBatch, ImportUpload, TooManyError
from ratings.models.import_line import ImportLine
from ratings.models.leaving_viewer import LeavingViewer
from ratings.models.rating import Rating
from ratings.models.set_aside import SetAside
from ratings.models.tally import FilmTally

__all__ = [
    "FilmTally",
    "Flag",
    "ImportBatch",
    "ImportLine",
    "ImportUpload",
    "LeavingViewer",
    "Rating",
    "SetAside",
    "TooManyError",
]

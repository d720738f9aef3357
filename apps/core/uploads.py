"""Stops an upload that is too large while it comes in; judges no content."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

TOO_LARGE = "upload_is_too_large"


class LimitedUploadHandler(FileUploadHandler):
    """Drops a file that grows past the limit, and marks its request.

    Comes first, so that neither memory nor the disk takes more than that.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        self.seen += len(raw_data)
        if self.seen > settings.UPLOAD_LIMIT:
            setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""

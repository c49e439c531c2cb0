"""How static files are kept for serving: names with a hash, ours compressed; no views here."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# A dozen people ever open these; compressing them took four fifths of the first start's time.
SERVED_AS_THEY_ARE = ("admin/",)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which compresses everything but the pages of Django's admin."""

    def compress_files(self, paths: Any) -> Iterator[Any]:
        ours = [path for path in paths if not path.startswith(SERVED_AS_THEY_ARE)]
        yield from super().compress_files(ours)

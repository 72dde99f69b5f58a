"""The store in memory, for tests: a real class under the same contract tests as the one on disk."""

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.domain.observation import Point
from dashboard.store import own_files
from dashboard.store.identity import (
    agreement_id,
    agreement_sha256,
    checked_correction,
    checked_label,
    checked_main,
    checked_name,
    in_utc,
    settled,
    sha256_of,
    upload_id,
)
from dashboard.store.interface import (
    AgreementFile,
    Kind,
    NotInStoreError,
    OwnFile,
    OwnKind,
    PlaceCorrection,
    SavedMapping,
    StoredAgreement,
    Upload,
)


class MemoryStore:
    """`dashboard.store.interface.Store` that forgets when the process ends."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = threading.Lock()
        self._originals: dict[str, bytes] = {}
        self._uploads: dict[str, Upload] = {}
        self._withdrawn: set[str] = set()
        self._agreements: dict[str, StoredAgreement] = {}
        self._current: str | None = None
        self._settings: dict[str, str] = {}
        self._mappings: dict[str, SavedMapping] = {}
        self._corrections: dict[tuple[str, str, str], PlaceCorrection] = {}
        self._own_files: tuple[OwnFile, ...] = ()
        self._revision = 0

    def add_upload(self, file_name: str, data: bytes, *, time_zone: str, mapping_json: str, kind: Kind, now: datetime) -> Upload:
        """See Store."""
        sha256, moment, name = sha256_of(data), in_utc(now), checked_name(file_name)
        identifier = upload_id(sha256, time_zone, mapping_json)
        upload = Upload(identifier, name, sha256, len(data), moment, time_zone, mapping_json, kind)
        with self._lock:
            self._originals[sha256] = bytes(data)
            if identifier not in self._uploads or identifier in self._withdrawn:
                self._revision += 1
            self._withdrawn.discard(identifier)
            return self._uploads.setdefault(identifier, upload)

    def uploads(self) -> tuple[Upload, ...]:
        """See Store."""
        with self._lock:
            return tuple(upload for upload in self._uploads.values() if upload.id not in self._withdrawn)

    def original(self, sha256: str) -> bytes:
        """See Store."""
        if sha256 not in self._originals:
            raise NotInStoreError(f"there is no original {sha256!r} in the store")
        return self._originals[sha256]

    def withdraw_upload(self, upload_id: str, now: datetime) -> None:
        """See Store."""
        in_utc(now)
        with self._lock:
            if upload_id not in self._uploads:
                raise NotInStoreError(f"there is no upload {upload_id!r} in the store")
            if upload_id not in self._withdrawn:
                self._withdrawn.add(upload_id)
                self._revision += 1

    def add_agreement(
        self, main: str, files: Mapping[str, bytes], *, kind: Kind, now: datetime, note: str = ""
    ) -> StoredAgreement:
        """See Store."""
        moment = in_utc(now)
        checked_main(main, files)
        hashes = {checked_name(name): sha256_of(files[name]) for name in sorted(files)}
        sha256 = agreement_sha256(main, hashes)
        members = tuple(AgreementFile(name, hashes[name], len(files[name])) for name in hashes)
        agreement = StoredAgreement(agreement_id(sha256), main, sha256, moment, kind, members, note)
        with self._lock:
            self._originals.update({hashes[name]: bytes(data) for name, data in files.items()})
            if agreement.id not in self._agreements:
                self._revision += 1
            return self._agreements.setdefault(agreement.id, agreement)

    def agreements(self) -> tuple[StoredAgreement, ...]:
        """See Store."""
        with self._lock:
            return tuple(self._agreements.values())

    def use_agreement(self, agreement_id: str, now: datetime) -> None:
        """See Store."""
        in_utc(now)
        with self._lock:
            if agreement_id not in self._agreements:
                raise NotInStoreError(f"there is no agreement {agreement_id!r} in the store")
            if self._current != agreement_id:
                self._current = agreement_id
                self._revision += 1

    def current_agreement(self) -> StoredAgreement | None:
        """See Store."""
        with self._lock:
            return self._agreements[self._current] if self._current else None

    def get_setting(self, name: str) -> str | None:
        """See Store."""
        return self._settings.get(name)

    def put_setting(self, name: str, value: str, now: datetime) -> None:
        """See Store."""
        in_utc(now)
        with self._lock:
            if self._settings.get(name) != value:
                self._settings[name] = value
                self._revision += 1

    def save_mapping(self, name: str, header: Sequence[str], mapping_json: str, now: datetime) -> SavedMapping:
        """See Store."""
        saved = SavedMapping(checked_label(name), tuple(header), mapping_json, in_utc(now))
        with self._lock:
            there = self._mappings.get(saved.name)
            if there is not None and (there.header, there.mapping_json) == (saved.header, saved.mapping_json):
                return there
            self._mappings[saved.name] = saved
            return saved

    def forget_mapping(self, name: str, now: datetime) -> None:
        """See Store."""
        in_utc(now)
        with self._lock:
            if self._mappings.pop(name, None) is None:
                raise NotInStoreError(f"there is no mapping {name!r} in the store")

    def mappings(self) -> tuple[SavedMapping, ...]:
        """See Store."""
        with self._lock:
            return tuple(self._mappings[name] for name in sorted(self._mappings))

    def correct_place(
        self, names: tuple[str, str, str], chosen: str | Point, *, who: str, why: str, now: datetime
    ) -> PlaceCorrection:
        """See Store."""
        given = checked_correction(PlaceCorrection(names, chosen, who, why, now))
        with self._lock:
            there = self._corrections.get(names)
            kept = settled(given, there)
            if kept is not there:
                # The latest stands last.
                self._corrections.pop(names, None)
                if kept.chosen:
                    self._corrections[names] = kept
                self._revision += 1
            return kept

    def place_corrections(self) -> tuple[PlaceCorrection, ...]:
        """See Store."""
        with self._lock:
            return tuple(self._corrections.values())

    def add_own_file(self, what: OwnKind, file_name: str, data: bytes, now: datetime) -> OwnFile:
        """See Store."""
        moment, name, sha256 = in_utc(now), checked_name(file_name), sha256_of(data)
        with self._lock:
            there = own_files.in_use_of(self._own_files, what, name)
            if there is not None and there.sha256 == sha256:
                return there
            self._originals[sha256] = bytes(data)
            return self._enter(OwnFile(what, name, sha256, len(data), moment, self._versions(what, name) + 1))

    def remove_own_file(self, what: OwnKind, file_name: str, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now)
        with self._lock:
            if own_files.in_use_of(self._own_files, what, file_name) is None:
                raise own_files.not_in_use(what, file_name)
            self._enter(OwnFile(what, file_name, "", 0, moment, self._versions(what, file_name)))

    def own_file_record(self) -> tuple[OwnFile, ...]:
        """See Store."""
        with self._lock:
            return self._own_files

    def revision(self) -> int:
        """See Store."""
        return self._revision

    def _versions(self, what: OwnKind, file_name: str) -> int:
        return sum(bool(one.sha256) and (one.what, one.file_name) == (what, file_name) for one in self._own_files)

    def _enter(self, entry: OwnFile) -> OwnFile:
        self._own_files = (*self._own_files, entry)
        self._revision += 1
        return entry

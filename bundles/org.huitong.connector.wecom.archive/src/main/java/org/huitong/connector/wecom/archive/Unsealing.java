// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Evidence;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;

/**
 * Opens the records of one answer, in their order: the key of each by ours, its text by the library.
 *
 * <p>A record that does not open although its key is right is kept as it is, and becomes a dead letter. Where the key of a
 * version is missing or a wrong one, nothing behind is taken: once it is entered everything can still be opened, and what
 * was passed over could not.
 */
final class Unsealing {
    private static final LocalText DAMAGED = LocalText.of(
            "这条记录的密钥与该版本的私钥不符，同版本的其他记录可以打开", "this record does not open by the key that opens others of its version");

    private static final LocalText KEPT_SEALED =
            LocalText.of("。此处只存密文，重新处理也打不开", ". It is kept as it was sealed, and does not open by being sent again");

    private final PrivateKeys keys;
    /** The versions whose key has opened something. */
    private final Set<Integer> proven = new HashSet<>();

    Unsealing(PrivateKeys keys) {
        this.keys = keys;
    }

    /**
     * What came of it.
     *
     * @param seq of the last record taken; 0 where none was
     * @param stopped why what follows was not taken
     * @param isOfTheLibrary whether the library stopped it, and not a key of ours
     * @param opened whether the library opened one of them
     */
    record Result(List<Evidence> came, long seq, Optional<LocalText> stopped, boolean isOfTheLibrary, boolean opened) {}

    /** A record, as far as the company's own key brings it. */
    private record Half(Json record, long seq, String id, int version, Optional<String> key) {
        static Half of(Json record, PrivateKeys keys) {
            int version = (int) record.number("publickey_ver").orElse(0);
            return new Half(
                    record,
                    record.number("seq").orElse(0),
                    record.text("msgid").orElse(""),
                    version,
                    keys.has(version)
                            ? keys.open(
                                    version, record.text("encrypt_random_key").orElse(""))
                            : Optional.empty());
        }
    }

    Result open(List<Json> records, Library library, Instant now) throws IOException, InterruptedException {
        // Opening keys is nearly all the work there is, and each is for itself.
        List<Half> halves =
                records.parallelStream().map(record -> Half.of(record, keys)).toList();
        halves.stream().filter(half -> half.key().isPresent()).forEach(half -> proven.add(half.version()));
        int upTo = 0;
        while (upTo < halves.size() && proven.contains(halves.get(upTo).version())) {
            upTo++;
        }
        Optional<LocalText> stopped = upTo == halves.size()
                ? Optional.empty()
                : Optional.of(wrongKey(halves.get(upTo).version()));
        return open(halves.subList(0, upTo), stopped, library, now);
    }

    private Result open(List<Half> halves, Optional<LocalText> stopped, Library library, Instant now)
            throws IOException, InterruptedException {
        List<Library.Opened> opened = library.decrypt(halves.stream()
                .filter(half -> half.key().isPresent())
                .map(half -> new Library.Sealed(
                        half.key().get(), half.record().text("encrypt_chat_msg").orElse("")))
                .toList());
        List<Evidence> came = new ArrayList<>();
        long seq = 0;
        int next = 0;
        boolean one = false;
        for (Half half : halves) {
            if (half.key().isEmpty()) {
                came.add(sealed(half.record().toString(), half.seq(), DAMAGED, now));
            } else {
                Library.Opened text = opened.get(next++);
                if (text.code() == 0) {
                    one = true;
                    came.add(ArchiveRounds.evidence(text.text(), Map.of("seq", Long.toString(half.seq())), now));
                } else if (ArchiveCodes.isOfOneRecord(text.code())) {
                    came.add(sealed(half.record().toString(), half.seq(), ArchiveCodes.remedy(text.code()), now));
                } else {
                    return new Result(came, seq, Optional.of(ArchiveCodes.remedy(text.code())), true, one);
                }
            }
            seq = half.seq();
        }
        return new Result(came, seq, stopped, false, one);
    }

    /** A record that stays as it came, since it does not open. */
    static Evidence sealed(String record, long seq, LocalText why, Instant now) {
        return ArchiveRounds.evidence(
                record,
                Map.of(
                        "seq",
                        Long.toString(seq),
                        ArchiveWire.SEALED_ZH,
                        why.zh() + KEPT_SEALED.zh(),
                        ArchiveWire.SEALED_EN,
                        why.en() + KEPT_SEALED.en()),
                now);
    }

    private LocalText wrongKey(int version) {
        return keys.has(version)
                ? LocalText.of(
                        "配置里公钥版本 " + version + " 的私钥与后台上传的公钥不是一对，请改正；在此之前不取后面的消息",
                        "the private key of version " + version
                                + " in the configuration does not belong to the public key uploaded: put it right; until then"
                                + " nothing behind it is taken")
                : LocalText.of(
                        "缺少公钥版本 " + version + " 的私钥，请填入配置的 privateKeys；在此之前不取后面的消息",
                        "the private key of version " + version
                                + " is missing: enter it in privateKeys; until then nothing behind it is taken");
    }
}

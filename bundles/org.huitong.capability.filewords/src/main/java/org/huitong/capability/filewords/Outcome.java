// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.util.Optional;
import org.huitong.api.text.LocalText;

/** What came of reading a file. */
sealed interface Outcome {
    /** @param cut whether it is longer than what may be kept of one */
    record Text(String text, boolean cut) implements Outcome {
        @Override
        public String toString() {
            return "Text[" + text.length() + " letters]";
        }
    }

    static LocalText cutAt(int letters) {
        return LocalText.of("只能搜到前 " + letters + " 个字", "only its first " + letters + " letters can be searched");
    }

    record Unreadable(Reason reason) implements Outcome {}

    /** Why a file cannot be read. */
    enum Reason {
        ENCRYPTED("encrypted", LocalText.of("文件加密，内容搜不到", "it is encrypted: its words cannot be searched")),
        LARGE("large", LocalText.of("文件太大，内容搜不到", "it is too large: its words cannot be searched")),
        KIND("kind", LocalText.of("这类文件读不出文字，内容搜不到", "no words can be read from this kind of file")),
        BROKEN("broken", LocalText.of("文件损坏或不合格式，内容搜不到", "it is damaged: its words cannot be searched")),
        HEAVY(
                "heavy",
                LocalText.of(
                        "读取超出时间或内存限制，内容搜不到", "reading it takes too much time or memory: its words cannot be searched")),
        EMPTY("empty", LocalText.of("文件里没有文字（可能是扫描件）", "there are no words in it; it may be a scan")),
        SECRET(
                "secret",
                LocalText.of(
                        "文件含国家秘密标志，已隔离，请联系保密办公室",
                        "it bears the mark of a state secret and is kept apart; ask the office for secrets")),
        NEVER("never", LocalText.of("文件没有取到，内容搜不到", "the file could not be had: its words cannot be searched"));

        private final String word;
        private final LocalText why;

        Reason(String word, LocalText why) {
            this.word = word;
            this.why = why;
        }

        String word() {
            return word;
        }

        LocalText why() {
            return why;
        }

        static Optional<Reason> ofWord(String word) {
            for (Reason reason : values()) {
                if (reason.word.equals(word)) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }
    }
}

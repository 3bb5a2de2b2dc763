// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.filter;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;

/** How secret a message is (密级); the order of the constants is the order of secrecy, and the highest mark wins. */
public enum Secrecy {
    PUBLIC("public", LocalText.of("公开", "Public")),
    /** What a message is where no stage and no person says otherwise. */
    INTERNAL("internal", LocalText.of("内部", "Internal")),
    SECRET("secret", LocalText.of("普通商密", "Trade secret")),
    CONFIDENTIAL("confidential", LocalText.of("核心商密", "Core trade secret"));

    private final String word;
    private final LocalText label;

    Secrecy(String word, LocalText label) {
        this.word = word;
        this.label = label;
    }

    /** The word used in JSON, in URLs and in marks. */
    public String word() {
        return word;
    }

    /** What people call it. The words of state secrets (秘密, 机密) are not a company's to use. */
    public LocalText label() {
        return label;
    }

    public static Optional<Secrecy> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /** The highest that these marks name, {@link #INTERNAL} where they name none. */
    public static Secrecy among(Collection<Mark> marks) {
        return marks.stream()
                .filter(m -> m.kind() == Mark.Kind.SECRECY)
                .flatMap(m -> ofWord(m.value()).stream())
                .max(Enum::compareTo)
                .orElse(INTERNAL);
    }

    /** Those above this one. */
    public Stream<Secrecy> above() {
        return Arrays.stream(values()).filter(other -> other.compareTo(this) > 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.JsonText;

/**
 * What stands in an incident, in both languages where the hub wrote it, and twice the same where a person did. It may be
 * blank, and shows itself in no log.
 */
public record Phrase(String zh, String en) {
    static final Phrase BLANK = new Phrase("", "");

    static Phrase of(LocalText text) {
        return new Phrase(text.zh(), text.en());
    }

    static Phrase of(Optional<LocalText> text) {
        return text.map(Phrase::of).orElse(BLANK);
    }

    /** As somebody wrote it. */
    static Phrase by(String person) {
        return new Phrase(person, person);
    }

    /** What somebody sends back as they read it keeps its other language. */
    Phrase changedTo(Phrase said) {
        return said.zh.equals(zh) || said.zh.equals(en) ? this : said;
    }

    Optional<LocalText> text() {
        return zh.isBlank() || en.isBlank() ? Optional.empty() : Optional.of(LocalText.of(zh, en));
    }

    byte[] bytes() {
        return JsonText.object().with("zh", zh).with("en", en).toString().getBytes(StandardCharsets.UTF_8);
    }

    static Phrase of(byte[] bytes) {
        if (Json.read(bytes) instanceof Parsed.Good<Json> good) {
            return new Phrase(
                    good.value().text("zh").orElse(""), good.value().text("en").orElse(""));
        }
        throw new IllegalStateException("an incident's step is not what was sealed");
    }

    @Override
    public String toString() {
        return "Phrase[" + zh.length() + " characters]";
    }
}

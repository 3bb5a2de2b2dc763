// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.text.LocalText;

/** What somebody is to be asked about, as a cell of a list says it. */
public final class Subjects {
    static final String SEPARATOR = "、";

    private static final Pattern SEVERAL = Pattern.compile("[;；、|\\n]");
    /** Everything that has nobody of its own. */
    private static final LocalText ELSE = LocalText.of("其他", "everything else");

    private static final Set<String> ELSE_WORDS = Set.of(ELSE.zh(), "其它", ELSE.en());
    private static final Set<String> NOTHING = Set.of("无", "-", "—", "none");

    private Subjects() {}

    static List<String> of(String cell) {
        return Stream.of(SEVERAL.split(cell))
                .map(String::strip)
                .filter(subject -> !subject.isEmpty() && !NOTHING.contains(subject.toLowerCase(Locale.ROOT)))
                .map(subject -> ELSE_WORDS.contains(subject.toLowerCase(Locale.ROOT)) ? Contact.GENERAL : subject)
                .distinct()
                .toList();
    }

    /** A subject as a cell has it. */
    static LocalText told(String subject) {
        return subject.equals(Contact.GENERAL) ? ELSE : LocalText.of(subject, subject);
    }

    /** Whether a cell can say it, and means nothing else by it. */
    public static boolean isSayable(String subject) {
        return of(subject).equals(List.of(subject));
    }
}

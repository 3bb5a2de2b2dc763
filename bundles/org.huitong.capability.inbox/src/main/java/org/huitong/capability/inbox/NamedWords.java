// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.filter.Filter;
import org.huitong.api.stage.Mark;

/**
 * Words that somebody looks for, of which some may be people's names: a message fits a name where it says it, or where it
 * is theirs.
 */
final class NamedWords {
    /** What stands in quotation marks belongs together and is no name; else what stands between blanks. */
    private static final Pattern WORD = Pattern.compile("[\"“”][^\"“”]*[\"“”]|\\S+");
    /** A name that more people have tells nobody apart. */
    private static final int MOST = 20;

    private NamedWords() {}

    /** @param known the ids of the people who have that name */
    static Filter of(String text, Function<String, List<String>> known) {
        List<Filter> all = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            List<String> people = known.apply(word.group());
            if (people.isEmpty() || people.size() > MOST) {
                plain.add(word.group());
            } else {
                List<Filter> either = new ArrayList<>(List.of(new Filter.Words(word.group())));
                people.forEach(person -> either.add(Filter.marked(Mark.Kind.PERSON, person)));
                all.add(new Filter.Any(either));
            }
        }
        if (all.isEmpty()) {
            return new Filter.Words(text);
        }
        if (!plain.isEmpty()) {
            all.add(new Filter.Words(String.join(" ", plain)));
        }
        return all.size() == 1 ? all.get(0) : new Filter.All(all);
    }
}

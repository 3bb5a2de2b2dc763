// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a company numbers by its own rule: contracts, say. The expression is read by RE2, which takes a time that
 * grows with the text and no faster, whatever an administrator wrote; what it lacks for that, references back and looking
 * around, is no loss here.
 */
final class OwnPattern implements Finder {
    private static final int LONGEST = 200;

    /** Of what is shorter nothing is left to be seen. */
    private static final int SHORT = 8;

    private final Pattern pattern;

    private OwnPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Empty where it is none, or too long. */
    static Optional<OwnPattern> of(String expression) {
        try {
            return expression.isBlank() || expression.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new OwnPattern(Pattern.compile(expression.strip())));
        } catch (PatternSyntaxException none) {
            return Optional.empty();
        }
    }

    @Override
    public List<Find> in(String text) {
        List<Find> finds = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                boolean brief = matcher.end() - matcher.start() < SHORT;
                finds.add(new Find(matcher.start(), matcher.end(), brief ? 0 : 3, brief ? 0 : 2));
            }
        }
        return finds;
    }
}

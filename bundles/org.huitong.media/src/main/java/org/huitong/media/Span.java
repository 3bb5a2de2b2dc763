// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a file, as players ask for it when somebody jumps about in a film (RFC 9110, 14). Of several stretches, or
 * of what cannot be read, the whole file is given, as the standard allows.
 *
 * @param from the first byte, from 0
 * @param length at least 1
 */
record Span(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /** What is asked for of a file. */
    sealed interface Wish {
        record Whole() implements Wish {}

        record Part(Span span) implements Wish {}

        /** Nothing of it lies there. */
        record Beyond() implements Wish {}
    }

    static Wish of(String range, long size) {
        Matcher one = ONE.matcher(range == null ? "" : range.strip());
        if (!one.matches() || one.group(1) == null && one.group(2) == null) {
            return new Wish.Whole();
        }
        Optional<Long> first = Optional.ofNullable(one.group(1)).map(Long::valueOf);
        Optional<Long> second = Optional.ofNullable(one.group(2)).map(Long::valueOf);
        if (first.isPresent() && second.isPresent() && second.get() < first.get()) {
            return new Wish.Whole();
        }
        long from = first.orElseGet(() -> Math.max(0, size - second.orElse(0L)));
        long last = first.isPresent() ? Math.min(size - 1, second.orElse(size - 1)) : size - 1;
        return from > last ? new Wish.Beyond() : new Wish.Part(new Span(from, last - from + 1));
    }

    /** As {@code Content-Range} says it. */
    String of(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}

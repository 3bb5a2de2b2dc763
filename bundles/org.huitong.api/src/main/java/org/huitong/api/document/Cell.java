// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.text.LocalText;

/** What stands where a row and a column meet; of its column's kind, or nothing. */
public sealed interface Cell {
    /** A name, a number that is none, whatever is the same in every language. */
    record Text(String text) implements Cell {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /** Words of the hub's own. */
    record Words(LocalText words) implements Cell {
        public Words {
            Objects.requireNonNull(words);
        }
    }

    /** A number, or a share of one in a column of percentages. */
    record Number(BigDecimal value) implements Cell {
        public Number {
            Objects.requireNonNull(value);
        }
    }

    record Day(LocalDate day) implements Cell {
        public Day {
            Objects.requireNonNull(day);
        }
    }

    record Moment(Instant at) implements Cell {
        public Moment {
            Objects.requireNonNull(at);
        }
    }

    record Span(Duration length) implements Cell {
        public Span {
            Objects.requireNonNull(length);
        }
    }

    /** Nothing is known, or there is nothing to say. */
    record Empty() implements Cell {}

    static Cell text(String text) {
        return new Text(text);
    }

    static Cell words(LocalText words) {
        return new Words(words);
    }

    static Cell number(long value) {
        return new Number(BigDecimal.valueOf(value));
    }

    static Cell number(BigDecimal value) {
        return new Number(value);
    }

    static Cell day(LocalDate day) {
        return new Day(day);
    }

    static Cell moment(Instant at) {
        return new Moment(at);
    }

    static Cell span(Duration length) {
        return new Span(length);
    }

    static Cell empty() {
        return new Empty();
    }

    /** What may be missing: {@code Cell.maybe(person.joined(), Cell::day)}. */
    static <T> Cell maybe(Optional<T> value, Function<? super T, Cell> cell) {
        return value.map(cell).orElseGet(Empty::new);
    }
}

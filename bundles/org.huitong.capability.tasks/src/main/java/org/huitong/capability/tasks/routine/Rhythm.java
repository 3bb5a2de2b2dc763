// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** On which days a recurring task comes up, before anybody looks which of them are worked. */
sealed interface Rhythm {
    boolean names(LocalDate day);

    /** As it is kept, {@code weekly 1 5}. */
    String written();

    /** Each day (每日). */
    record Daily() implements Rhythm {
        @Override
        public boolean names(LocalDate day) {
            return true;
        }

        @Override
        public String written() {
            return "daily";
        }
    }

    /** On days of the week (每周). */
    record Weekly(Set<DayOfWeek> days) implements Rhythm {
        public Weekly {
            days = days.isEmpty() ? Set.of() : EnumSet.copyOf(days);
        }

        @Override
        public boolean names(LocalDate day) {
            return days.contains(day.getDayOfWeek());
        }

        @Override
        public String written() {
            return "weekly "
                    + days.stream().map(day -> String.valueOf(day.getValue())).collect(Collectors.joining(" "));
        }
    }

    /** On a day of the month (每月); the last one where a month has not so many. */
    record Monthly(int day) implements Rhythm {
        @Override
        public boolean names(LocalDate date) {
            return date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
        }

        @Override
        public String written() {
            return "monthly " + day;
        }
    }

    /** At the beginning of each shift of the department (每班). */
    record EachShift() implements Rhythm {
        @Override
        public boolean names(LocalDate day) {
            return true;
        }

        @Override
        public String written() {
            return "shift";
        }
    }

    /** @param numbers days of the week from Monday = 1, or the day of the month. @return empty where it is none */
    static Optional<Rhythm> of(String kind, Set<Integer> numbers) {
        boolean week = !numbers.isEmpty() && numbers.stream().allMatch(n -> n >= 1 && n <= 7);
        boolean month = numbers.size() == 1 && numbers.stream().allMatch(n -> n >= 1 && n <= 31);
        return switch (kind) {
            case "daily" -> Optional.of(new Daily());
            case "shift" -> Optional.of(new EachShift());
            case "weekly" -> week
                    ? Optional.of(new Weekly(numbers.stream().map(DayOfWeek::of).collect(Collectors.toSet())))
                    : Optional.empty();
            case "monthly" -> month ? Optional.of(new Monthly(numbers.iterator().next())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** @throws IllegalArgumentException where nobody could have written it */
    static Rhythm read(String written) {
        String[] words = written.split(" ");
        Set<Integer> numbers =
                Arrays.stream(words).skip(1).map(Integer::valueOf).collect(Collectors.toSet());
        return of(words[0], numbers).orElseThrow(() -> new IllegalArgumentException("no rhythm: " + written));
    }
}

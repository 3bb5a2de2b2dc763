// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * A part of what somebody may read that is counted: the messages of some departments, of some companies, or all, up to a
 * secrecy. What else a scope holds, such as one's own messages, is not counted by anything that could be asked, and
 * nothing is shown rather than too much: each reading here says less than the filter or the same, never more.
 *
 * @param departments,companies of one of these; both empty: all messages
 */
record Counted(Set<String> departments, Set<String> companies, Secrecy upTo) {
    /** More parts than these are no scope that a person has. */
    private static final int MOST = 64;

    Counted {
        departments = Set.copyOf(departments);
        companies = Set.copyOf(companies);
    }

    static Counted whole(Secrecy upTo) {
        return new Counted(Set.of(), Set.of(), upTo);
    }

    static Counted of(Set<String> departments) {
        return new Counted(departments, Set.of(), Secrecy.CONFIDENTIAL);
    }

    boolean isWhole() {
        return departments.isEmpty() && companies.isEmpty();
    }

    /** What of a scope is counted; empty where none of it is. */
    static List<Counted> among(Filter scope) {
        return scope.fold(Reading.INSTANCE);
    }

    /** What both hold, or less. */
    private Optional<Counted> meet(Counted other) {
        Secrecy lower = upTo.compareTo(other.upTo) <= 0 ? upTo : other.upTo;
        if (isWhole() || other.isWhole()) {
            Counted narrower = isWhole() ? other : this;
            return Optional.of(new Counted(narrower.departments, narrower.companies, lower));
        }
        Set<String> bothDepartments = new TreeSet<>(departments);
        bothDepartments.retainAll(other.departments);
        Set<String> bothCompanies = new TreeSet<>(companies);
        bothCompanies.retainAll(other.companies);
        return bothDepartments.isEmpty() && bothCompanies.isEmpty()
                ? Optional.empty()
                : Optional.of(new Counted(bothDepartments, bothCompanies, lower));
    }

    /** What one of two holds, where that is a part again. */
    private Optional<Counted> join(Counted other) {
        if (upTo != other.upTo || isWhole() != other.isWhole()) {
            return Optional.empty();
        }
        Set<String> someDepartments = new TreeSet<>(departments);
        someDepartments.addAll(other.departments);
        Set<String> someCompanies = new TreeSet<>(companies);
        someCompanies.addAll(other.companies);
        return Optional.of(new Counted(someDepartments, someCompanies, upTo));
    }

    /** The fold; what it cannot count holds nothing. */
    private enum Reading implements Filter.Fold<List<Counted>> {
        INSTANCE;

        private static final List<Counted> NOTHING = List.of();

        @Override
        public List<Counted> all(List<List<Counted>> of) {
            List<Counted> parts = List.of(whole(Secrecy.CONFIDENTIAL));
            for (List<Counted> one : of) {
                List<List<Counted>> met = new ArrayList<>();
                for (Counted part : parts) {
                    one.forEach(other -> met.add(part.meet(other).stream().toList()));
                }
                parts = any(met);
            }
            return parts;
        }

        @Override
        public List<Counted> any(List<List<Counted>> of) {
            List<Counted> parts = new ArrayList<>();
            for (Counted part : of.stream().flatMap(List::stream).toList()) {
                add(parts, part);
            }
            return List.copyOf(parts.subList(0, Math.min(MOST, parts.size())));
        }

        private static void add(List<Counted> parts, Counted part) {
            for (int i = 0; i < parts.size(); i++) {
                Optional<Counted> joined = parts.get(i).join(part);
                if (joined.isPresent()) {
                    parts.set(i, joined.get());
                    return;
                }
            }
            parts.add(part);
        }

        @Override
        public List<Counted> not(List<Counted> of) {
            return NOTHING;
        }

        @Override
        public List<Counted> marked(Mark.Kind kind, String value) {
            return switch (kind) {
                case DEPARTMENT -> List.of(Counted.of(Set.of(value)));
                case COMPANY -> List.of(new Counted(Set.of(), Set.of(value), Secrecy.CONFIDENTIAL));
                default -> NOTHING;
            };
        }

        @Override
        public List<Counted> secrecyUpTo(Secrecy highest) {
            return List.of(whole(highest));
        }

        @Override
        public List<Counted> has(Mark.Kind kind) {
            return NOTHING;
        }

        @Override
        public List<Counted> saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return NOTHING;
        }

        @Override
        public List<Counted> inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return NOTHING;
        }

        @Override
        public List<Counted> onPlatform(String platform) {
            return NOTHING;
        }

        @Override
        public List<Counted> onAccount(String account) {
            return NOTHING;
        }

        @Override
        public List<Counted> ofType(MessageType type) {
            return NOTHING;
        }

        @Override
        public List<Counted> sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return NOTHING;
        }

        @Override
        public List<Counted> ranked(Priority priority) {
            return NOTHING;
        }

        @Override
        public List<Counted> words(String words) {
            return NOTHING;
        }
    }
}

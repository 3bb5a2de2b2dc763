// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.stage.Mark;

/** Whose messages of a group are, and how secret: what decides who may have them counted. */
record Circle(SortedSet<String> departments, SortedSet<String> companies, Secrecy secrecy)
        implements Comparable<Circle> {
    /** Of nobody, and as secret as what nobody marked. */
    static final Circle NOBODY =
            new Circle(Collections.emptySortedSet(), Collections.emptySortedSet(), Secrecy.INTERNAL);

    private static final Comparator<Circle> ORDER = Comparator.comparing(
                    (Circle circle) -> String.join("\0", circle.departments()))
            .thenComparing(circle -> String.join("\0", circle.companies()))
            .thenComparing(Circle::secrecy);

    Circle {
        departments = Collections.unmodifiableSortedSet(new TreeSet<>(departments));
        companies = Collections.unmodifiableSortedSet(new TreeSet<>(companies));
    }

    /** By what is true of a message now. */
    static Circle of(Set<Mark> marks) {
        return new Circle(values(marks, Mark.Kind.DEPARTMENT), values(marks, Mark.Kind.COMPANY), Secrecy.among(marks));
    }

    private static SortedSet<String> values(Set<Mark> marks, Mark.Kind kind) {
        SortedSet<String> values = new TreeSet<>();
        for (Mark mark : marks) {
            if (mark.kind() == kind) {
                values.add(mark.value());
            }
        }
        return values;
    }

    /** Stands for it in the table: equal for equal ones. */
    String fingerprint() {
        String departments = String.join("\0", departments());
        // Those of departments alone are told as they were before companies and secrecy were.
        String all = companies().isEmpty() && secrecy() == Secrecy.INTERNAL
                ? departments
                : departments + "\1" + String.join("\0", companies()) + "\1"
                        + secrecy().word();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Circle other) {
        return ORDER.compare(this, other);
    }
}

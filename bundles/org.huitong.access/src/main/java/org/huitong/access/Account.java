// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.huitong.api.access.Permissions;

/**
 * One account as it stands; a change makes another.
 *
 * @param password its hash; of a program's it is empty, and opens nothing
 * @param person the hub's own id of the person whose account it is
 * @param shutAt since when nobody comes in as this one; absent: it is open
 * @param passwordAt since when the password is what it is
 */
record Account(
        String name,
        String display,
        String password,
        boolean mustChange,
        Instant createdAt,
        SortedSet<String> permissions,
        Optional<String> person,
        Kind kind,
        Optional<Instant> shutAt,
        Instant passwordAt) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final Set<String> POWERS =
            Set.of(Permissions.ADMINISTER, Permissions.ALL_CONTENT, Permissions.READ_ALL, Permissions.ALL_AUDIT);
    private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){1,3}");

    /** Whose it is. */
    enum Kind {
        PERSON("person"),
        /** A program, which comes with tokens alone. */
        SERVICE("service");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        String word() {
            return word;
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
        }
    }

    Account {
        permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isPermission(String word) {
        return word != null && word.length() <= 100 && PERMISSION.matcher(word).matches();
    }

    /** Names are the same in capitals: people type them so. */
    static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    boolean administers() {
        return permissions.contains(Permissions.ADMINISTER);
    }

    /** It can give permissions to others. */
    boolean secures() {
        return permissions.contains(Permissions.ALL_SECURITY) || permissions.contains(Permissions.ACCOUNTS);
    }

    /** It administers, gives permissions, audits, or reads and changes everything. */
    boolean isPowerful() {
        return secures() || permissions.stream().anyMatch(POWERS::contains);
    }

    /** Somebody logs in as it; a program does not. */
    boolean isPersons() {
        return kind == Kind.PERSON;
    }

    /** Somebody can log in with a password of it; else the password is one of elsewhere. */
    boolean hasPassword() {
        return isPersons() && !password.isEmpty();
    }

    Account withPassword(String hash, boolean change, Instant at) {
        return new Account(name, display, hash, change, createdAt, permissions, person, kind, shutAt, at);
    }

    Account withDisplay(String newDisplay) {
        return new Account(
                name, newDisplay, password, mustChange, createdAt, permissions, person, kind, shutAt, passwordAt);
    }

    Account withPermissions(Set<String> words) {
        return new Account(
                name, display, password, mustChange, createdAt, new TreeSet<>(words), person, kind, shutAt, passwordAt);
    }

    Account withPerson(Optional<String> other) {
        return new Account(
                name, display, password, mustChange, createdAt, permissions, other, kind, shutAt, passwordAt);
    }

    boolean isOpen() {
        return shutAt.isEmpty();
    }

    Account withShutAt(Optional<Instant> moment) {
        return new Account(
                name, display, password, mustChange, createdAt, permissions, person, kind, moment, passwordAt);
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}

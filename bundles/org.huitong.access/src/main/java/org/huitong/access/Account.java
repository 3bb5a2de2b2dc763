// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.huitong.api.access.Permissions;

/** One account as it stands; a change makes another. */
record Account(
        String name,
        String display,
        String password,
        boolean mustChange,
        Instant createdAt,
        SortedSet<String> permissions) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){1,3}");

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

    Account withPassword(String hash, boolean change) {
        return new Account(name, display, hash, change, createdAt, permissions);
    }

    Account withDisplay(String newDisplay) {
        return new Account(name, newDisplay, password, mustChange, createdAt, permissions);
    }

    Account withPermissions(Set<String> words) {
        return new Account(name, display, password, mustChange, createdAt, new TreeSet<>(words));
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who is in a group, or in a group within it. A large group of Active Directory gives its members in ranges ({@code
 * member;range=0-1499}, MS-ADTS 3.1.1.3.1.3.3), each of which is asked for until one ends with a star.
 */
final class Members {
    private static final String RANGE = ";range=";
    private final LDAPConnection connection;
    private final String member;
    private final Set<String> seen = new HashSet<>();

    Members(LDAPConnection connection, String member) {
        this.connection = connection;
        this.member = member;
    }

    /** The plain DNs of all that are in it, groups included. */
    Set<String> of(String group) throws LDAPException {
        List<String> groups = new ArrayList<>(List.of(group));
        while (!groups.isEmpty()) {
            for (String dn : direct(groups.remove(groups.size() - 1))) {
                // A group within itself is met once; a person is asked for members and has none.
                if (seen.add(People.plain(dn)) && isGroup(dn)) {
                    groups.add(dn);
                }
            }
        }
        return seen;
    }

    private boolean isGroup(String dn) throws LDAPException {
        SearchResultEntry entry = entry(dn, "objectClass");
        return entry != null
                && entry.getObjectClassValues() != null
                && List.of(entry.getObjectClassValues()).stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("group"));
    }

    private List<String> direct(String group) throws LDAPException {
        List<String> found = new ArrayList<>();
        int from = 0;
        while (from >= 0) {
            SearchResultEntry entry = entry(group, from == 0 ? member : member + RANGE + from + "-*");
            int next = -1;
            for (Attribute attribute : entry == null ? List.<Attribute>of() : entry.getAttributes()) {
                found.addAll(List.of(attribute.getValues()));
                next = Math.max(next, next(attribute.getName()));
            }
            from = next;
        }
        return found;
    }

    /** Where the next range begins; -1: there is none. */
    static int next(String attribute) {
        int at = attribute.toLowerCase(Locale.ROOT).indexOf(RANGE);
        String end = at < 0 ? "*" : attribute.substring(attribute.indexOf('-', at) + 1);
        return end.equals("*") ? -1 : Integer.parseInt(end) + 1;
    }

    private SearchResultEntry entry(String dn, String attribute) throws LDAPException {
        try {
            return connection.getEntry(dn, attribute);
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
                    || e.getResultCode().equals(ResultCode.REFERRAL)) {
                return null;
            }
            throw e;
        }
    }
}

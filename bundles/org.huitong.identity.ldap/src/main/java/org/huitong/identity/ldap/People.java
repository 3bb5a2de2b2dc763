// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.huitong.api.access.Identity;
import org.huitong.api.people.Directory;

/** Makes of entries the people that they are about; pure. */
record People(Identity.Provider provider, Names names, String base, String company, boolean tree) {
    private static final List<String> UNITS = List.of("ou", "o");

    Identity identity(Entry entry) {
        return new Identity(provider, key(entry), text(entry, names.employee()), text(entry, names.login()));
    }

    /** @param employees the numbers by the plain DN, for superiors */
    Directory.Entry entry(Entry entry, Map<String, String> employees) {
        return new Directory.Entry(
                key(entry),
                text(entry, names.employee()).orElse(""),
                text(entry, Names.NAME).or(() -> text(entry, Names.COMMON_NAME)).orElse(""),
                company.isBlank() ? text(entry, Names.COMPANY).orElse("") : company,
                departments(entry),
                text(entry, Names.POST).orElse(""),
                text(entry, Names.MANAGER)
                        .map(People::plain)
                        .map(employees::get)
                        .orElse(""),
                text(entry, Names.MAIL).orElse(""),
                text(entry, Names.MOBILE).orElse(""),
                text(entry, names.login()));
    }

    String key(Entry entry) {
        byte[] value = entry.getAttributeValueBytes(names.key());
        if (value == null) {
            throw new IllegalArgumentException("An entry has no " + names.key() + "; name another key");
        }
        return names.ad() && value.length == 16 ? ObjectGuid.text(value) : uuid(entry.getAttributeValue(names.key()));
    }

    private static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Optional<String> employee(Entry entry) {
        return text(entry, names.employee());
    }

    private static Optional<String> text(Entry entry, String attribute) {
        return Optional.ofNullable(entry.getAttributeValue(attribute))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The same for every way of writing it. */
    static String plain(String dn) {
        try {
            return new DN(dn).toNormalizedString();
        } catch (LDAPException e) {
            return dn;
        }
    }

    private List<String> departments(Entry entry) {
        if (tree) {
            String path = path(entry);
            return path.isEmpty() ? List.of() : List.of(path);
        }
        String[] values = entry.getAttributeValues(names.department());
        return values == null
                ? List.of()
                : Stream.of(values)
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    /** The organisational units between the entry and the base, from above. */
    private String path(Entry entry) {
        try {
            DN top = new DN(base);
            List<String> units = new ArrayList<>();
            for (DN dn = entry.getParsedDN().getParent(); dn != null && !dn.equals(top); dn = dn.getParent()) {
                RDN rdn = dn.getRDN();
                if (UNITS.contains(rdn.getAttributeNames()[0].toLowerCase(java.util.Locale.ROOT))) {
                    // A slash joins the names of departments here.
                    units.add(rdn.getAttributeValues()[0].replace('/', '／'));
                }
            }
            Collections.reverse(units);
            return String.join("/", units);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("A name of the directory cannot be read", e);
        }
    }
}

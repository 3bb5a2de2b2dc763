// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Directory;
import org.huitong.api.people.Directory.Progress;

/** Reads everybody, page by page (RFC 2696): a server gives no more than a thousand at once, and says so by failing. */
final class Reader {
    private static final int PAGE = 500;
    private final Servers servers;
    private final Names names;
    private final Standing standing;
    private final People people;
    private final String group;

    /** @param group blank: everybody who fits */
    Reader(Servers servers, Names names, Standing standing, People people, String group) {
        this.servers = servers;
        this.names = names;
        this.standing = standing;
        this.people = people;
        this.group = group;
    }

    List<Directory.Entry> read(Progress progress) throws LDAPException, InterruptedException {
        try (LDAPConnection connection = servers.search()) {
            Optional<Set<String>> members =
                    group.isBlank() ? Optional.empty() : Optional.of(new Members(connection, names.member()).of(group));
            List<SearchResultEntry> all = pages(connection, progress);
            Map<String, String> employees = new HashMap<>();
            all.forEach(entry ->
                    people.employee(entry).ifPresent(number -> employees.put(People.plain(entry.getDN()), number)));
            return all.stream()
                    .filter(entry -> standing.objection(entry).isEmpty())
                    .filter(entry -> members.map(in -> in.contains(People.plain(entry.getDN())))
                            .orElse(true))
                    .map(entry -> people.entry(entry, employees))
                    .toList();
        }
    }

    private List<SearchResultEntry> pages(LDAPConnection connection, Progress progress)
            throws LDAPException, InterruptedException {
        List<SearchResultEntry> all = new ArrayList<>();
        ASN1OctetString cookie = null;
        do {
            SearchRequest request =
                    new SearchRequest(people.base(), SearchScope.SUB, names.filter(), standing.attributes(names));
            request.addControl(new SimplePagedResultsControl(PAGE, cookie, true));
            SearchResult page = connection.search(request);
            all.addAll(page.getSearchEntries());
            progress.read(all.size());
            SimplePagedResultsControl told = SimplePagedResultsControl.get(page);
            cookie = told != null && told.moreResultsToReturn() ? told.getCookie() : null;
        } while (cookie != null);
        return all;
    }
}

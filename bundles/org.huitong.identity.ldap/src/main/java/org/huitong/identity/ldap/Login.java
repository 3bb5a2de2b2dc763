// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.access.Recognition;
import org.huitong.api.text.LocalText;

/**
 * Compares a password by binding with it, as the entry that a search by login name or employee number has found. An empty
 * password would be an anonymous bind and always succeed (RFC 4513, 5.1.2), so it never gets there.
 */
final class Login {
    private static final LocalText SEVERAL = LocalText.of(
            "公司目录里有几个账号用这个名字或工号，请改用登录名，或联系管理员。",
            "Several accounts of the company's directory have this name or number. Use the login name, or ask an"
                    + " administrator.");
    private final Servers servers;
    private final Names names;
    private final Standing standing;
    private final People people;

    Login(Servers servers, Names names, Standing standing, People people) {
        this.servers = servers;
        this.names = names;
        this.standing = standing;
        this.people = people;
    }

    /** @throws LDAPException where nobody answers */
    Recognition recognise(String login, char[] password) throws LDAPException {
        if (password.length == 0) {
            return new Recognition.Wrong();
        }
        SearchResult found = find(login);
        if (found.getEntryCount() == 0) {
            return new Recognition.NotMine();
        }
        if (found.getEntryCount() > 1) {
            return new Recognition.Refused(SEVERAL);
        }
        SearchResultEntry entry = found.getSearchEntries().get(0);
        Optional<Recognition> refused = bind(entry.getDN(), password);
        if (refused.isPresent()) {
            return refused.get();
        }
        return standing.objection(entry)
                .<Recognition>map(Recognition.Refused::new)
                .orElseGet(() -> new Recognition.Recognised(people.identity(entry)));
    }

    private SearchResult find(String login) throws LDAPException {
        Filter named = Filter.createORFilter(
                Filter.createEqualityFilter(names.login(), login),
                Filter.createEqualityFilter(names.employee(), login));
        SearchRequest request = new SearchRequest(
                people.base(),
                SearchScope.SUB,
                Filter.createANDFilter(Filter.create(names.filter()), named),
                standing.attributes(names));
        request.setSizeLimit(2);
        try (LDAPConnection connection = servers.search()) {
            return connection.search(request);
        } catch (com.unboundid.ldap.sdk.LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getSearchResult();
            }
            throw e;
        }
    }

    /** Empty: it is the password. */
    private Optional<Recognition> bind(String dn, char[] password) throws LDAPException {
        byte[] bytes = bytes(password);
        try (LDAPConnection connection = servers.connect()) {
            connection.bind(new SimpleBindRequest(dn, bytes));
            return Optional.empty();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return Optional.of(AdWords.reason(e.getDiagnosticMessage())
                        .<Recognition>map(Recognition.Refused::new)
                        .orElseGet(Recognition.Wrong::new));
            }
            throw e;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(char[] password) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Exact;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One's own tokens. */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERYBODY)
@Subject(subject = "tokens")
@Path("")
@Produces("application/json")
public final class TokensResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(TokensResource.class);
    private static final int LONGEST_NAME = 100;
    private static final int MOST_WORDS = 4_000;

    /** What lies further off is no time to a database, nor to most programs. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Desk desk;

    @Activate
    public TokensResource(@Reference Desk desk) {
        this.desk = desk;
    }

    @GET
    public Listed list(@Context SecurityContext context) {
        return new Listed(
                desk.tokens().of(account(context)).stream().map(Shown::of).toList());
    }

    /** Only by session: a token that was stolen must not make one that outlives it. */
    @POST
    @Consumes("application/json")
    public Response make(Wish wish, @Context SecurityContext context, @BeanParam Brought brought) {
        return make(desk, account(context), wish, context, brought);
    }

    /** @param account whose it is to be */
    static Response make(Desk desk, String account, Wish wish, SecurityContext context, Brought brought) {
        String name = Optional.ofNullable(wish)
                .map(Wish::name)
                .flatMap(text -> OneLine.of(text, LONGEST_NAME))
                .orElseThrow(() -> Problem.badRequest(
                        "请发送 name，用一行文字说明令牌的用途，最多 " + LONGEST_NAME + " 个字符，不能含有控制字符。",
                        "Send a name that says what the token is for: one line of at most " + LONGEST_NAME
                                + " characters, without control characters."));
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(desk.now())) {
            throw Problem.badRequest("expiresAt 已经过去。", "expiresAt lies in the past.");
        }
        if (wish.expiresAt() != null && wish.expiresAt().isAfter(LATEST)) {
            throw Problem.badRequest("expiresAt 最晚是 9999 年。", "expiresAt lies beyond the year 9999.");
        }
        Tokens.Made made = desk.makeToken(
                (Asker) context.getUserPrincipal(),
                brought.cookie(),
                account,
                name,
                Optional.ofNullable(wish.expiresAt()),
                most(wish));
        LOG.info(
                "A token was made, token={} expires={} by={}",
                made.row().id(),
                made.row().expiresAt().map(Instant::toString).orElse("never"),
                account(context));
        return Response.status(201)
                .entity(new Made(made.row().id(), made.token()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id, @Context SecurityContext context) {
        String account = account(context);
        if (!desk.tokens().remove(Doer.of((Asker) context.getUserPrincipal()), account, id)) {
            throw Refused.noSuchToken();
        }
        LOG.info("A token was removed, token={} by={}", id, account);
    }

    private static Optional<SortedSet<String>> most(Wish wish) {
        if (wish.permissions() == null) {
            return Optional.empty();
        }
        if (!wish.permissions().stream().allMatch(Account::isPermission)
                || String.join(" ", wish.permissions()).length() > MOST_WORDS) {
            throw Refused.badTokenPermissions();
        }
        return Optional.of(new TreeSet<>(wish.permissions()));
    }

    private static String account(SecurityContext context) {
        return ((Asker) context.getUserPrincipal()).account();
    }

    /**
     * What a new one is to be.
     *
     * @param permissions those that it has at most; absent: all of its account
     */
    @Exact
    public record Wish(String name, Instant expiresAt, List<String> permissions) {}

    /** The token is told this once. */
    public record Made(String id, String token) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    public record Listed(List<Shown> items) {}

    /** A token without its secret. */
    public record Shown(
            String id,
            String name,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<SortedSet<String>> permissions) {
        static Shown of(Tokens.Row row) {
            return new Shown(row.id(), row.name(), row.createdAt(), row.expiresAt(), row.permissions());
        }
    }
}

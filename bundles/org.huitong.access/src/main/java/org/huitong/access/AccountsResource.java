// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed.Doer;
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

/** The accounts of others, for administrators. */
@Component(service = RestResource.class)
@Permitted(Permissions.ACCOUNTS)
@Subject(subject = "accounts")
@Path("")
@Produces("application/json")
public final class AccountsResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsResource.class);

    private final Desk desk;
    private final PermissionBook book;

    @Activate
    public AccountsResource(@Reference Desk desk, @Reference PermissionBook book, @Reference Guard guard) {
        this(desk, book);
    }

    AccountsResource(Desk desk, PermissionBook book) {
        this.desk = desk;
        this.book = book;
    }

    @GET
    public Listed list(@Context SecurityContext context) {
        return new Listed(desk.accounts().list().stream().map(Shown::of).toList(), PermissionsResource.items(book));
    }

    /** The password may be left to the hub, which tells it this once; either way it is changed at the first login. */
    @POST
    @Consumes("application/json")
    public Response create(NewAccount wish, @Context SecurityContext context) {
        Asker by = asker(context);
        if (wish == null || wish.account() == null) {
            throw Problem.badRequest(
                    "请发送 account，以及需要的 name、password 和 permissions。",
                    "Send account, and name, password and permissions as needed.");
        }
        boolean service = kind(wish.kind()) == Account.Kind.SERVICE;
        if (service && wish.password() != null) {
            throw Refused.noPassword();
        }
        Optional<String> generated =
                wish.password() == null && !service ? Optional.of(Secret.readable()) : Optional.empty();
        Account account = desk.accounts()
                .create(
                        by,
                        Account.normal(wish.account()),
                        wish.name(),
                        generated.or(() -> Optional.ofNullable(wish.password())),
                        wish.permissions() == null ? Set.of() : wish.permissions(),
                        Optional.ofNullable(wish.person()));
        LOG.info(
                "An account was made, account={} permissions={} by={}",
                account.name(),
                account.permissions(),
                by.account());
        return Response.status(201)
                .entity(new Changed(Shown.of(account), generated))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Absent parts stay; {@code resetPassword} lets the hub make a password and tell it this once. */
    @PUT
    @Path("{account}")
    @Consumes("application/json")
    public Changed change(@PathParam("account") String name, Change wish, @Context SecurityContext context) {
        Asker by = asker(context);
        if (wish == null) {
            throw Problem.badRequest(
                    "请发送 name、permissions、password、resetPassword 或 open。",
                    "Send name, permissions, password, resetPassword or open.");
        }
        if (wish.resetFactor()) {
            desk.resetFactor(by, name);
        }
        Optional<String> generated = wish.resetPassword() ? Optional.of(Secret.readable()) : Optional.empty();
        Optional<String> password = generated.or(() -> Optional.ofNullable(wish.password()));
        Account account = desk.accounts()
                .change(
                        by,
                        name,
                        Optional.ofNullable(wish.name()),
                        Optional.ofNullable(wish.permissions()),
                        password,
                        Optional.ofNullable(wish.person()),
                        Optional.ofNullable(wish.open()));
        LOG.info(
                "An account was changed, account={} permissions={} password-reset={} open={} by={}",
                name,
                account.permissions(),
                password.isPresent(),
                account.isOpen(),
                by.account());
        return new Changed(Shown.of(account), generated);
    }

    @GET
    @Path("{account}/tokens")
    public TokensResource.Listed tokens(@PathParam("account") String name) {
        Account account = desk.accounts().find(name).orElseThrow(Refused::noSuchAccount);
        return new TokensResource.Listed(desk.tokens().of(account.name()).stream()
                .map(TokensResource.Shown::of)
                .toList());
    }

    /** Of a service account, which cannot log in and make one. */
    @POST
    @Path("{account}/tokens")
    @Consumes("application/json")
    public Response makeToken(
            @PathParam("account") String name,
            TokensResource.Wish wish,
            @Context SecurityContext context,
            @BeanParam Brought brought) {
        return TokensResource.make(desk, name, wish, context, brought);
    }

    @DELETE
    @Path("{account}/tokens/{id}")
    public void removeToken(
            @PathParam("account") String name, @PathParam("id") String id, @Context SecurityContext context) {
        desk.accounts().checkEndsToken(asker(context), name);
        if (!desk.tokens().remove(Doer.of(asker(context)), name, id)) {
            throw Refused.noSuchToken();
        }
        LOG.info(
                "A token was removed, token={} account={} by={}",
                id,
                name,
                asker(context).account());
    }

    @DELETE
    @Path("{account}")
    public void remove(@PathParam("account") String name, @Context SecurityContext context) {
        Asker by = asker(context);
        desk.accounts().remove(by, name);
        LOG.info("An account was removed, account={} by={}", name, by.account());
    }

    private static Asker asker(SecurityContext context) {
        return (Asker) context.getUserPrincipal();
    }

    private static Account.Kind kind(String word) {
        return Optional.ofNullable(word)
                .map(text -> Account.Kind.ofWord(text)
                        .orElseThrow(
                                () -> Problem.badRequest("kind 是 person 或 service。", "kind is person or service.")))
                .orElse(Account.Kind.PERSON);
    }

    /**
     * What a new one is to be.
     *
     * @param person the hub's own id of whose it is
     * @param kind {@code person}, or {@code service} for a program
     */
    @Exact
    public record NewAccount(
            String account, String name, String password, Set<String> permissions, String person, String kind) {
        @Override
        public String toString() {
            return "NewAccount[" + account + "]";
        }
    }

    /**
     * What is to be otherwise.
     *
     * @param person blank: nobody's
     * @param resetFactor takes the second factor off, for somebody who has lost it
     * @param open false: nobody comes in as this one, and whoever did is out
     */
    @Exact
    public record Change(
            String name,
            Set<String> permissions,
            String password,
            boolean resetPassword,
            String person,
            Boolean open,
            boolean resetFactor) {
        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    /** @param password where the hub made one */
    public record Changed(Shown account, Optional<String> password) {
        @Override
        public String toString() {
            return "Changed[" + account + "]";
        }
    }

    /** @param permissions those that can be given, as far as they say what they are */
    public record Listed(List<Shown> items, List<PermissionsResource.Item> permissions) {}

    /** An account without its secret. */
    public record Shown(
            String account,
            String name,
            Optional<String> person,
            String kind,
            SortedSet<String> permissions,
            boolean mustChangePassword,
            boolean open,
            Instant createdAt) {
        static Shown of(Account account) {
            return new Shown(
                    account.name(),
                    account.display(),
                    account.person(),
                    account.kind().word(),
                    account.permissions(),
                    account.mustChange(),
                    account.isOpen(),
                    account.createdAt());
        }
    }
}

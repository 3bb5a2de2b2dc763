// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts of others, for administrators. */
@Component(service = RestResource.class)
@Subject(subject = "accounts")
@Path("")
@Produces("application/json")
public final class AccountsResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsResource.class);
    private static final List<Permission> OF_THE_PLATFORM = List.of(
            new Permission(
                    Permissions.READ_ALL,
                    LocalText.of("查看全部消息", "Read every message"),
                    Optional.of(LocalText.of("每次查看都会记录。", "Each read is logged."))),
            new Permission(
                    Permissions.ADMINISTER,
                    LocalText.of("管理系统", "Administer the hub"),
                    Optional.of(LocalText.of(
                            "包含以下各项，不含查看消息。", "With all that stands below, and without reading messages."))),
            Permission.of(
                    Permissions.READ_METRICS, LocalText.of("从其他机器读取运行指标", "Read the metrics from another machine")));

    private final Desk desk;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Page> pages = List.of();

    @Activate
    public AccountsResource(@Reference Desk desk) {
        this.desk = desk;
    }

    AccountsResource(Desk desk, List<Page> pages) {
        this(desk);
        this.pages = pages;
    }

    @GET
    @Permitted(Permissions.ADMINISTER)
    public Listed list(@Context SecurityContext context) {
        administrator(context);
        return new Listed(desk.accounts().list().stream().map(Shown::of).toList(), permissions());
    }

    private List<Permission> permissions() {
        Map<String, Permission> all = new LinkedHashMap<>();
        Stream.concat(
                        OF_THE_PLATFORM.stream(),
                        pages.stream()
                                .flatMap(page -> page.permissions().stream())
                                .sorted(Comparator.comparing(AccountsResource::subject)))
                .forEach(permission -> all.putIfAbsent(permission.word(), permission));
        return List.copyOf(all.values());
    }

    private static String subject(Permission permission) {
        return permission.word().split("\\.", 2)[0];
    }

    /** The password may be left to the hub, which tells it this once; either way it is changed at the first login. */
    @POST
    @Consumes("application/json")
    @Permitted(Permissions.ADMINISTER)
    public Response create(NewAccount wish, @Context SecurityContext context) {
        Asker by = administrator(context);
        if (wish == null || wish.account() == null) {
            throw Problem.badRequest(
                    "请发送 account，以及需要的 name、password 和 permissions。",
                    "Send account, and name, password and permissions as needed.");
        }
        Optional<String> generated = wish.password() == null ? Optional.of(Secret.readable()) : Optional.empty();
        Account account = desk.accounts()
                .create(
                        by,
                        Account.normal(wish.account()),
                        wish.name(),
                        generated.orElse(wish.password()),
                        wish.permissions() == null ? Set.of() : wish.permissions());
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
    @Permitted(Permissions.ADMINISTER)
    public Changed change(@PathParam("account") String name, Change wish, @Context SecurityContext context) {
        Asker by = administrator(context);
        if (wish == null) {
            throw Problem.badRequest(
                    "请发送 name、permissions、password 或 resetPassword。",
                    "Send name, permissions, password or resetPassword.");
        }
        Optional<String> generated = wish.resetPassword() ? Optional.of(Secret.readable()) : Optional.empty();
        Optional<String> password = generated.or(() -> Optional.ofNullable(wish.password()));
        Account account = desk.accounts()
                .change(by, name, Optional.ofNullable(wish.name()), Optional.ofNullable(wish.permissions()), password);
        LOG.info(
                "An account was changed, account={} permissions={} password-reset={} by={}",
                name,
                account.permissions(),
                password.isPresent(),
                by.account());
        return new Changed(Shown.of(account), generated);
    }

    @DELETE
    @Path("{account}")
    @Permitted(Permissions.ADMINISTER)
    public void remove(@PathParam("account") String name, @Context SecurityContext context) {
        Asker by = administrator(context);
        desk.accounts().remove(by, name);
        LOG.info("An account was removed, account={} by={}", name, by.account());
    }

    private Asker administrator(SecurityContext context) {
        Asker asker = (Asker) context.getUserPrincipal();
        if (!desk.holds(asker, Permissions.ADMINISTER)) {
            throw Problem.lacks(Permissions.ADMINISTER);
        }
        return asker;
    }

    /** What a new one is to be. */
    public record NewAccount(String account, String name, String password, Set<String> permissions) {
        @Override
        public String toString() {
            return "NewAccount[" + account + "]";
        }
    }

    /** What is to be otherwise. */
    public record Change(String name, Set<String> permissions, String password, boolean resetPassword) {
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
    public record Listed(List<Shown> items, List<Permission> permissions) {}

    /** An account without its secret. */
    public record Shown(
            String account, String name, SortedSet<String> permissions, boolean mustChangePassword, Instant createdAt) {
        static Shown of(Account account) {
            return new Shown(
                    account.name(),
                    account.display(),
                    account.permissions(),
                    account.mustChange(),
                    account.createdAt());
        }
    }
}

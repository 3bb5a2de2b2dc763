// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Entrance.Session;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.SessionCookie;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Logging in and out, who one is, and one's own password. */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERYBODY)
@Subject(subject = "session")
@Path("")
@Produces("application/json")
public final class SessionResource implements RestResource {
    private final Desk desk;
    private final Policy policy;
    private final Arrivals arrivals;
    private final LookingGlass glass;

    @Activate
    public SessionResource(
            @Reference Desk desk,
            @Reference Policy policy,
            @Reference Arrivals arrivals,
            @Reference LookingGlass glass) {
        this.glass = glass;
        this.desk = desk;
        this.policy = policy;
        this.arrivals = arrivals;
    }

    @POST
    @Consumes("application/json")
    @Permitted(Permitted.PUBLIC)
    public Response login(Credentials credentials, @Context HttpServletRequest request, @BeanParam Brought brought) {
        if (credentials == null || credentials.user() == null || credentials.password() == null) {
            throw Problem.badRequest("请发送 user 和 password。", "Send user and password.");
        }
        Login login = desk.login(
                credentials.user(),
                credentials.password().toCharArray(),
                Optional.ofNullable(credentials.code()),
                request.getRemoteAddr());
        if (login instanceof Login.Opened opened) {
            // The browser forgets its cookie for the new one, and nobody could end what it opened before.
            brought.cookie().ifPresent(desk::logout);
            return Response.ok(me(opened.session()))
                    .header("Set-Cookie", SessionCookie.header(opened.cookie(), request.isSecure()))
                    .header("Set-Cookie", WayBack.header("", request.isSecure()))
                    .header("Cache-Control", "no-store")
                    .build();
        }
        if (login instanceof Login.Braked braked) {
            throw Refused.braked(braked.seconds());
        }
        if (login instanceof Login.Barred barred) {
            throw Refused.barred(barred.reason());
        }
        if (login instanceof Login.CodeNeeded) {
            throw credentials.code() == null ? Refused.codeNeeded() : Refused.wrongCode();
        }
        if (login instanceof Login.Unreachable) {
            throw Refused.unreachable();
        }
        throw Refused.wrongCredentials();
    }

    @GET
    @Permitted(Permitted.EVERY_TOKEN)
    public Me me(@Context SecurityContext context, @BeanParam Brought brought) {
        Asker asker = (Asker) context.getUserPrincipal();
        return desk.sessionOf(asker.account(), brought.cookie()).map(this::me).orElseGet(() -> me(asker));
    }

    /** Who looks through the eyes of another may leave, too. */
    @DELETE
    @Permitted(Permitted.EVERY_TOKEN)
    public Response logout(
            @BeanParam Brought brought, @CookieParam(WayBack.COOKIE) String way, @Context HttpServletRequest request) {
        brought.cookie().ifPresent(desk::logout);
        boolean secure = request.isSecure();
        return Optional.ofNullable(way)
                .flatMap(name ->
                        arrivals.farewell(name, Home.of(desk.settings().home(), request, "/"), request.getRemoteAddr()))
                .map(there -> Response.ok(new Farewell(there.toString())))
                .orElseGet(Response::noContent)
                .header("Set-Cookie", SessionCookie.header("", secure))
                .header("Set-Cookie", WayBack.header("", secure))
                .build();
    }

    /** Looks through the eyes of another from now on; the answer is who one is then. */
    @POST
    @Path("view")
    @Consumes("application/json")
    @Permitted(Permissions.VIEW_AS)
    public Me look(Eyes eyes, @Context SecurityContext context, @BeanParam Brought brought) {
        if (eyes == null || (eyes.account() == null) == (eyes.person() == null)) {
            throw Problem.badRequest("请发送 account 或 person 之一。", "Send account or person, one of them.");
        }
        Asker asker = (Asker) context.getUserPrincipal();
        glass.look(asker, brought.cookie(), Optional.ofNullable(eyes.account()), Optional.ofNullable(eyes.person()));
        return desk.sessionOf(asker.account(), brought.cookie()).map(this::me).orElseThrow(Refused::notByToken);
    }

    /** Looks with one's own eyes again. */
    @DELETE
    @Path("view")
    @Permitted(Permitted.EVERY_TOKEN)
    public void lookNoMore(@BeanParam Brought brought) {
        glass.end(brought.cookie());
    }

    /**
     * Whose eyes: the one or the other.
     *
     * @param person the hub's own id
     */
    public record Eyes(String account, String person) {}

    /** @param farewell where the browser is logged out of the way by which it came in, too */
    public record Farewell(String farewell) {}

    @PUT
    @Path("password")
    @Consumes("application/json")
    public Response changePassword(
            PasswordChange change,
            @Context SecurityContext context,
            @BeanParam Brought brought,
            @Context HttpServletRequest request) {
        if (change == null || change.old() == null || change.fresh() == null) {
            throw Problem.badRequest("请发送 old 和 new。", "Send old and new.");
        }
        String account = ((Asker) context.getUserPrincipal()).account();
        desk.changePassword(account, change.old(), change.fresh(), brought.cookie(), request.getRemoteAddr());
        return Response.noContent().build();
    }

    /** Whether one has a second factor, and has to. */
    @GET
    @Path("factor")
    public FactorState factor(@Context SecurityContext context) {
        Account own = account((Asker) context.getUserPrincipal());
        Optional<Factor> factor = desk.factors().of(own.name());
        return new FactorState(
                factor.isPresent(),
                desk.settings().asksFactorOf(own),
                factor.map(there -> there.recovery().size()).orElse(0));
    }

    /** Begins with a secret for one's authenticator; told this once. */
    @POST
    @Path("factor")
    @Consumes(MediaType.WILDCARD)
    public Response beginFactor(@Context SecurityContext context, @BeanParam Brought brought) {
        Account own = bySession(context, brought);
        Factor factor = desk.factors().begin(own);
        String address = Totp.address(factor.secret(), own.name());
        return Response.ok(new FactorSecret(Totp.base32(factor.secret()), address, Picture.of(address)))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Shows a first code, by which the second factor counts from now on. */
    @PUT
    @Path("factor")
    @Consumes("application/json")
    public Response confirmFactor(FactorCode shown, @Context SecurityContext context, @BeanParam Brought brought) {
        Account own = bySession(context, brought);
        List<String> codes = desk.factors().confirm(own, needed(shown)).orElseThrow(Refused::wrongCode);
        return Response.ok(new RecoveryCodes(codes))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Takes it off, with a code of it. */
    @POST
    @Path("factor/off")
    @Consumes("application/json")
    public void endFactor(
            FactorCode shown,
            @Context SecurityContext context,
            @BeanParam Brought brought,
            @Context HttpServletRequest request) {
        Account own = bySession(context, brought);
        if (desk.settings().asksFactorOf(own)) {
            throw Refused.factorRequired();
        }
        desk.endFactor(own, needed(shown), request.getRemoteAddr());
    }

    private static String needed(FactorCode shown) {
        if (shown == null || shown.code() == null) {
            throw Problem.badRequest("请发送 code。", "Send the code.");
        }
        return shown.code();
    }

    /** With a token alone nobody changes how its owner logs in. */
    private Account bySession(SecurityContext context, Brought brought) {
        Asker asker = (Asker) context.getUserPrincipal();
        desk.sessionOf(asker.account(), brought.cookie()).orElseThrow(Refused::notByToken);
        return account(asker);
    }

    /** @param recovery how many codes are left for when the authenticator is lost */
    public record FactorState(boolean enrolled, boolean required, int recovery) {}

    /**
     * What an authenticator has to know.
     *
     * @param secret to be typed, where the picture cannot be looked at
     */
    public record FactorSecret(String secret, String address, Picture picture) {
        @Override
        public String toString() {
            return "FactorSecret[…]";
        }
    }

    public record FactorCode(String code) {
        @Override
        public String toString() {
            return "FactorCode[…]";
        }
    }

    /** Each opens once, in place of a code; told this once. */
    public record RecoveryCodes(List<String> recovery) {
        @Override
        public String toString() {
            return "RecoveryCodes[…]";
        }
    }

    /**
     * What a login sends.
     *
     * @param code of the second factor, once it was asked for
     */
    public record Credentials(String user, String password, String code) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** @param fresh called {@code new} outside, which Java keeps for itself */
    public record PasswordChange(String old, @JsonProperty("new") String fresh) {
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    /**
     * Who one is.
     *
     * @param csrf absent for who comes with a token, who needs none
     * @param permissions what one may at this moment, by whatever way
     * @param mustSetUpFactor nothing else is allowed until a second factor is there
     * @param view through whose eyes one looks; then the permissions are what they may, and what is shown is what both may
     */
    public record Me(
            Optional<String> csrf,
            String account,
            String name,
            Optional<String> person,
            SortedSet<String> permissions,
            boolean mustChangePassword,
            boolean mustSetUpFactor,
            Optional<View> view) {}

    /** @param until when it ends by itself */
    public record View(String account, String name, Instant until) {
        static Optional<View> of(Asker asker) {
            return asker.perspective().map(other -> new View(other.account(), other.name(), other.until()));
        }
    }

    private Me me(Session session) {
        Asker asker = session.asker();
        return new Me(
                Optional.of(session.csrf()),
                asker.account(),
                asker.name(),
                asker.person(),
                policy.words(asker),
                desk.mustChange(account(asker)),
                desk.owesFactor(account(asker)),
                View.of(asker));
    }

    private Me me(Asker asker) {
        return new Me(
                Optional.empty(),
                asker.account(),
                asker.name(),
                asker.person(),
                policy.words(asker),
                false,
                false,
                Optional.empty());
    }

    private Account account(Asker asker) {
        return desk.accounts().find(asker.account()).orElseThrow(Refused::noSuchAccount);
    }
}

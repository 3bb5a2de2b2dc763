// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.access.Arrivals.Next;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.SessionCookie;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/logins}: the ways to log in that lead elsewhere and back. What people come by with their browsers answers
 * by sending them on, to the login page where something went wrong.
 */
@Component(service = RestResource.class)
@Permitted(Permitted.PUBLIC)
@Subject(subject = "logins")
@Path("")
@Produces("application/json")
public final class LoginsResource implements RestResource {
    private static final String ROOT = "/api/v1/logins/";

    private final LoginWays ways;
    private final AccessSettings settings;
    private final Arrivals arrivals;

    @Activate
    public LoginsResource(@Reference LoginWays ways, @Reference Arrivals arrivals, @Reference AccessSettings settings) {
        this.ways = ways;
        this.settings = settings;
        this.arrivals = arrivals;
    }

    /** The ways, and what the login page has to tell this browser; that is told once. */
    @GET
    @Permitted(Permitted.PUBLIC)
    public Response ways(
            @Context HttpServletRequest request,
            @CookieParam(TicketSeal.PLAIN) String plain,
            @CookieParam(TicketSeal.SECURE) String secure) {
        String window = request.getHeader("User-Agent");
        Optional<Ticket> ticket = arrivals.ticket(carried(request, plain, secure));
        Optional<LocalText> trouble =
                ticket.filter(Ticket.Turned.class::isInstance).map(turned -> ((Ticket.Turned) turned).reason());
        ResponseBuilder answer = Response.ok(new Ways(
                ways.all().stream()
                        .map(way -> new Way(way.name(), way.title(), Arrivals.isAtHome(way, window)))
                        .toList(),
                trouble,
                ticket.filter(Ticket.Owing.class::isInstance).isPresent()));
        if (trouble.isPresent()) {
            answer.header("Set-Cookie", TicketSeal.header("", request.isSecure()));
        }
        return answer.build();
    }

    /** Sends a browser along a way. */
    @GET
    @Path("{way: [a-z0-9._-]+}")
    @Permitted(Permitted.PUBLIC)
    public Response leave(
            @PathParam("way") String way, @QueryParam("to") String to, @Context HttpServletRequest request) {
        return sent(
                arrivals.leave(
                        way,
                        Home.of(settings.home(), request, ROOT + way + "/back"),
                        to,
                        request.getHeader("User-Agent"),
                        request.getRemoteAddr()),
                request);
    }

    /** Where it comes back. */
    @GET
    @Path("{way: [a-z0-9._-]+}/back")
    @Permitted(Permitted.PUBLIC)
    public Response arrive(
            @PathParam("way") String way,
            @Context HttpServletRequest request,
            @CookieParam(TicketSeal.PLAIN) String plain,
            @CookieParam(TicketSeal.SECURE) String secure) {
        Map<String, String> told = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> told.put(name, values[0]));
        return sent(arrivals.arrive(way, carried(request, plain, secure), told, request.getRemoteAddr()), request);
    }

    /** The code of the second factor of who came back. */
    @POST
    @Path("code")
    @Consumes("application/json")
    @Permitted(Permitted.PUBLIC)
    public Response code(
            Code shown,
            @Context HttpServletRequest request,
            @CookieParam(TicketSeal.PLAIN) String plain,
            @CookieParam(TicketSeal.SECURE) String secure) {
        if (shown == null || shown.code() == null) {
            throw Problem.badRequest("请发送 code。", "Send the code.");
        }
        Optional<String> ticket = carried(request, plain, secure);
        Login login =
                arrivals.code(ticket, shown.code(), request.getRemoteAddr()).orElseThrow(Refused::loginLost);
        if (login instanceof Login.Braked braked) {
            throw Refused.braked(braked.seconds());
        }
        if (!(login instanceof Login.Opened opened)) {
            throw login instanceof Login.CodeNeeded ? Refused.wrongCode() : Refused.loginLost();
        }
        ResponseBuilder answer = Response.noContent();
        arrivals.ticket(ticket)
                .ifPresent(owing -> in(answer, opened, ((Ticket.Owing) owing).way(), request.isSecure()));
        return answer.build();
    }

    private static Response sent(Next next, HttpServletRequest request) {
        ResponseBuilder answer = Response.status(Response.Status.SEE_OTHER).header("Cache-Control", "no-store");
        boolean secure = request.isSecure();
        if (next instanceof Next.Away away) {
            answer.header("Location", away.there().toString())
                    .header("Set-Cookie", TicketSeal.header(away.ticket(), secure));
        } else if (next instanceof Next.In in) {
            in(answer.header("Location", "/#" + in.to()), in.opened(), in.way(), secure);
        } else if (next instanceof Next.Again again) {
            answer.header("Location", "/#" + again.to())
                    .header("Set-Cookie", TicketSeal.header(again.ticket(), secure));
        }
        return answer.build();
    }

    private static void in(ResponseBuilder answer, Login.Opened opened, String way, boolean secure) {
        answer.header("Set-Cookie", SessionCookie.header(opened.cookie(), secure))
                .header("Set-Cookie", TicketSeal.header("", secure))
                .header("Set-Cookie", WayBack.header(way, secure));
    }

    /** Over TLS only the one that nobody can plant. */
    private static Optional<String> carried(HttpServletRequest request, String plain, String secure) {
        return Optional.ofNullable(request.isSecure() ? secure : plain);
    }

    /**
     * @param trouble why the login before did not come about
     * @param code somebody came back, and a code of their second factor is asked for
     */
    public record Ways(List<Way> items, Optional<LocalText> trouble, boolean code) {}

    /** @param here the browser is the window of that platform */
    public record Way(String name, LocalText title, boolean here) {}

    public record Code(String code) {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }
}

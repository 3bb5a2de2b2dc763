// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.web.Bounded;
import org.huitong.web.KnownRequest;
import org.huitong.web.rest.Operation.Body;

/**
 * Holds back, once for all resources, whoever may not call them and what none of them could use. It stands between the
 * finding of the method and the reading of the body. A call with a body comes by twice: first only to be told what may
 * be read of it, see {@link SubjectApplication#ask}.
 */
final class Sieve implements ContainerRequestFilter {
    /** Enough for a name and a password. */
    static final int MOST_OF_A_STRANGER = 8 * 1024;

    /** The property of a request that only asks: where there is one, the answer is put into it. */
    static final String ASKING = "org.huitong.web.asking";

    private final Judge judge;
    private final Map<Class<?>, String> services;

    /** Says who may do what. */
    interface Judge {
        /**
         * @param asks it is only asked, and will be demanded when it is served
         * @throws Problem they may not
         */
        void demand(Asker asker, String permission, boolean asks);
    }

    /** @param services what the service of each resource says of who may come in, by its class */
    Sieve(Judge judge, Map<Class<?>, String> services) {
        this.judge = judge;
        this.services = Map.copyOf(services);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Operation operation = Operation.matched(request.getUriInfo(), services);
        Asker asker = (Asker) request.getSecurityContext().getUserPrincipal();
        letIn(asker, operation.permission().orElseThrow(Sieve::undeclared), request.getProperty(ASKING) != null);
        refuseControls(request.getUriInfo().getPathParameters());
        refuseControls(request.getUriInfo().getQueryParameters());
        Body body = operation.body().orElse(null);
        if (body != null) {
            long most = asker == null ? Math.min(body.most(), MOST_OF_A_STRANGER) : body.most();
            LocalText tooLarge = tooLarge(most, asker == null);
            if (request.getLength() > most) {
                throw new Problem(413, "too-large", tooLarge);
            }
            if (request.getProperty(ASKING) != null) {
                request.setProperty(ASKING, new Body(most, body.time(), body.streamed()));
            } else if (!body.streamed() && request.getProperty(KnownRequest.WHOLE) == null && hasBody(request)) {
                // It was not understood when it was asked, and is now: nobody waits for such a body.
                throw Problem.badRequest("无法理解这个请求。", "The request cannot be understood.");
            }
            request.setEntityStream(new Bounded(request.getEntityStream(), most, tooLarge));
        }
        if (request.getProperty(ASKING) != null) {
            request.abortWith(Response.noContent().build());
        } else if (request.getMediaType() == null && !request.hasEntity()) {
            // Without a type Jersey asks nobody to read, and hands the resource null.
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }

    /** By what it says of itself: looking at the stream would wait for it. */
    private static boolean hasBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
    }

    static LocalText tooLarge(long most, boolean stranger) {
        return stranger
                ? LocalText.of("未登录者最多发送 " + most + " 字节。", "Who is not logged in may send " + most + " bytes.")
                : LocalText.of("请求体最多 " + most + " 字节。", "A body may have " + most + " bytes here.");
    }

    private void letIn(Asker asker, String permission, boolean asks) {
        if (permission.equals(Permitted.PUBLIC)) {
            return;
        }
        if (asker == null) {
            throw new Problem(401, "not-logged-in", LocalText.of("请先登录。", "Log in first."));
        }
        // With a token made for less, or through the eyes of another, they do not come as everybody does.
        boolean plain = asker.token().isEmpty() && asker.perspective().isEmpty();
        boolean open = permission.equals(Permitted.EVERY_TOKEN) || permission.equals(Permitted.EVERYBODY) && plain;
        if (!open) {
            judge.demand(asker, permission, asks);
        }
    }

    private static Problem undeclared() {
        return Problem.forbidden(LocalText.of(
                "这个接口没有声明权限（@Permitted），不对任何人开放。", "This call does not say who may make it (@Permitted); nobody may."));
    }

    /** No database keeps all of them, nothing is named so, and a log would break its lines at them. */
    private static void refuseControls(Map<String, List<String>> parameters) {
        parameters
                .values()
                .forEach(values -> values.forEach(value -> {
                    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                        throw Problem.badRequest(
                                "地址中含有控制字符，请去掉。", "The address holds a control character; leave it out.");
                    }
                }));
    }
}

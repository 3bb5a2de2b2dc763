// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/addresses}: from where those come who manage, secure or audit the hub. */
@Component(service = RestResource.class)
@Permitted(Permissions.ALL_SECURITY)
@Subject(subject = "addresses")
@Path("")
@Produces("application/json")
public final class AddressesResource implements RestResource {
    private static final int MOST = 100;

    private final Gatehouse gatehouse;

    @Activate
    public AddressesResource(@Reference Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @GET
    public Ranges ranges(@Context HttpServletRequest request) {
        return new Ranges(gatehouse.ranges().stream().map(Range::toString).toList(), request.getRemoteAddr());
    }

    @PUT
    @Consumes("application/json")
    public Ranges set(Wish wish, @Context SecurityContext caller, @Context HttpServletRequest request) {
        if (wish == null
                || wish.ranges() == null
                || wish.ranges().size() > MOST
                || wish.ranges().contains(null)) {
            throw Problem.badRequest(
                    "请发送 ranges：地址段的列表，最多 " + MOST + " 个；空列表表示不限制。",
                    "Send ranges, a list of at most " + MOST + "; an empty one: from everywhere.");
        }
        gatehouse.set((Asker) caller.getUserPrincipal(), wish.ranges(), request.getRemoteAddr());
        return ranges(request);
    }

    public record Wish(List<String> ranges) {}

    /** @param here from where the one comes who asks */
    public record Ranges(List<String> ranges, String here) {}
}

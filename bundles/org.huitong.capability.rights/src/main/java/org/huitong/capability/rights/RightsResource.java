// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/rights}: what somebody may, and by which role. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "rights")
@Path("")
@Produces("application/json")
public final class RightsResource implements RestResource {
    private final RightsKeeper keeper;

    @Activate
    public RightsResource(@Reference RightsKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    @Path("effective")
    public Listed effective(@QueryParam("person") String person) {
        if (person == null || person.isBlank()) {
            throw Problem.badRequest("请用 ?person= 给出人员的编号。", "Name the person as ?person=, by the hub's own id.");
        }
        if (keeper.holding(person).isEmpty()) {
            throw Problem.notFound(LocalText.of("这个人员", "person"));
        }
        return new Listed(
                person, keeper.effective(person).stream().map(EffectiveJson::of).toList());
    }

    public record Listed(String person, List<EffectiveJson> items) {}
}

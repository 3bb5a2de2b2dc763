// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/rights/preview}: who would read more or less, were a department moved or merged. Changes nothing. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "rights")
@Path("preview")
@Produces("application/json")
public final class ReshapingResource implements RestResource {
    private static final int MOST = 500;

    private final RightsKeeper keeper;

    @Activate
    public ReshapingResource(@Reference RightsKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * @param parent below which it would stand; without one, at the top of its company
     * @param merge whether its people would belong to {@code parent} from then on
     */
    @GET
    public Listed preview(
            @QueryParam("department") String department,
            @QueryParam("parent") String parent,
            @QueryParam("merge") @DefaultValue("false") boolean merge) {
        Optional<String> below = Optional.ofNullable(parent).filter(id -> !id.isBlank());
        if (department == null || department.isBlank() || merge && below.isEmpty()) {
            throw Problem.badRequest(
                    "请给出 department；合并时还要给出 parent。", "Name the department, and the parent where they are merged.");
        }
        Roster roster = keeper.requireRoster();
        if (!Reshaping.fits(roster, department, below)) {
            throw Problem.notFound(LocalText.of("同一公司的这些部门", "departments of one company"));
        }
        Reshaping reshaping = new Reshaping(roster, keeper, department, below, merge);
        if (reshaping.isCircle()) {
            throw Problem.badRequest("上级部门不能在它自己下面。", "The parent lies below what is to be moved.");
        }
        List<Reshaping.Effect> effects = reshaping.effects();
        return new Listed(
                effects.stream()
                        .limit(MOST)
                        .map(effect -> new Affected(
                                effect.person().id(),
                                effect.person().name(),
                                named(effect.gains()),
                                named(effect.loses())))
                        .toList(),
                effects.size());
    }

    private List<Unit> named(Set<String> departments) {
        return departments.stream()
                .map(id -> new Unit(id, keeper.nameOf(id).orElse(id)))
                .toList();
    }

    /** @param total of everybody; at most 500 are listed */
    public record Listed(List<Affected> items, int total) {}

    /** @param gains,loses departments whose messages somebody reads from then on, or no more */
    public record Affected(String person, String name, List<Unit> gains, List<Unit> loses) {}

    public record Unit(String id, String name) {}
}

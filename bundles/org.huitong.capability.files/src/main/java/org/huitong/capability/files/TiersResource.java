// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;
import org.huitong.api.access.Asker;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/file-tiers}: what holds for files of each secrecy. */
@Component
@Subject(subject = "file-tiers")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TiersResource implements RestResource {
    private static final int MOST_ROLES = 20;

    private final TierShelf shelf;
    private final TransferDesk desk;
    private final RoleHolders holders;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public TiersResource(
            @Reference TierShelf shelf,
            @Reference TransferDesk desk,
            @Reference RoleHolders holders,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.desk = desk;
        this.holders = holders;
        this.audit = audit;
        this.clock = clock;
    }

    /** All tiers, the least secret first. */
    public record Tiers(List<TierJson> items) {}

    /**
     * @param roles of which one is needed; empty: whoever may hand on files
     * @param asking {@code never}, {@code elsewhere} or {@code always}: when the head of the sender is asked
     * @param leaves whether the file itself goes to the chat platforms
     * @param days how long it may be taken
     * @param version that was read
     */
    public record TierJson(
            String tier,
            LocalText title,
            List<String> roles,
            List<LocalText> roleNames,
            String asking,
            Boolean leaves,
            int days,
            Integer version) {}

    @GET
    @Permitted(Permitted.EVERYBODY)
    public Tiers list() {
        return new Tiers(shelf.all().stream().map(this::json).toList());
    }

    private TierJson json(Tier tier) {
        return new TierJson(
                tier.secrecy().word(),
                tier.secrecy().label(),
                tier.roles(),
                tier.roles().stream().map(holders::name).toList(),
                tier.asking().word(),
                tier.leaves(),
                tier.days(),
                tier.version());
    }

    @PUT
    @Path("{tier}")
    @Permitted(TransfersResource.MANAGE)
    public TierJson change(@PathParam("tier") String word, TierJson body, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Secrecy secrecy = Secrecy.ofWord(word).orElseThrow(() -> Problem.notFound(LocalText.of("这个密级", "tier")));
        Tier wanted = tier(secrecy, body);
        wanted.roles().stream().filter(this::isUnknown).findFirst().ifPresent(role -> {
            throw Problem.badRequest("没有角色 " + role + "。", "There is no role " + role + ".");
        });
        Tier changed = shelf.transactions().write(connection -> {
            Tier before = shelf.of(connection, secrecy);
            if (!shelf.change(connection, wanted, asker.account(), clock.instant())) {
                throw new Problem(
                        409,
                        "changed-meanwhile",
                        LocalText.of("规则已被别人改过，请刷新后再改。", "Somebody has changed it meanwhile. Look again."));
            }
            if (before.leaves() && !wanted.leaves()) {
                desk.keepIn(connection, secrecy);
            }
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), "files.tier", Thing.of("tier", secrecy.word()))
                            .changing(before.toString(), wanted.toString()));
            return shelf.of(connection, secrecy);
        });
        return json(changed);
    }

    /** A rule of a role that nobody knows would shut everybody out. */
    private boolean isUnknown(String role) {
        return holders.name(role).equals(LocalText.of(role, role));
    }

    private static Tier tier(Secrecy secrecy, TierJson body) {
        if (body == null || body.version() == null || body.leaves() == null) {
            throw Problem.badRequest("请给出 version 和 leaves。", "Give version and leaves.");
        }
        List<String> roles = body.roles() == null ? List.of() : body.roles();
        boolean odd = roles.size() > MOST_ROLES
                || roles.stream().anyMatch(role -> role == null || !role.matches("[a-z0-9-]{1,40}"));
        if (odd) {
            throw Problem.badRequest("roles 是最多 20 个角色编号。", "roles are the ids of at most 20 roles.");
        }
        if (body.days() < 1 || body.days() > Tier.LONGEST_DAYS) {
            throw Problem.badRequest(
                    "days 是 1 到 " + Tier.LONGEST_DAYS + "。", "days is 1 to " + Tier.LONGEST_DAYS + ".");
        }
        Tier.Asking asking = Tier.Asking.ofWord(Objects.requireNonNullElse(body.asking(), ""))
                .orElseThrow(() -> Problem.badRequest(
                        "asking 是 never、elsewhere 或 always。", "asking is never, elsewhere or always."));
        return new Tier(secrecy, roles, asking, body.leaves(), body.days(), body.version());
    }
}

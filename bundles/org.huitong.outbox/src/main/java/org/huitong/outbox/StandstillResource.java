// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.UncheckedIOException;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/outbox/standstill}: whether a restored hub sends again, and what becomes of what waited. */
@Component
@Subject(subject = "outbox")
@Path("")
@Permitted(OutboxResource.READ)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class StandstillResource implements RestResource {
    private final Standstill standstill;
    private final LetterShelf shelf;
    private final Dispatcher dispatcher;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public StandstillResource(
            @Reference Standstill standstill,
            @Reference LetterShelf shelf,
            @Reference Dispatcher dispatcher,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.standstill = standstill;
        this.shelf = shelf;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    @Path("standstill")
    public StateJson state() {
        return new StateJson(standstill.holds());
    }

    @POST
    @Path("standstill/end")
    public StateJson end(EndJson end, @Context SecurityContext caller) {
        Standstill.Fate fate = Standstill.Fate.of(end == null ? null : end.waiting())
                .orElseThrow(() -> Problem.badRequest(
                        "waiting 是 send（照常发出）、decide（逐封决定）或 drop（都不再发）。", "waiting is send, decide or drop."));
        if (!standstill.holds()) {
            throw new Problem(409, "not-held", LocalText.of("发件箱没有停发。", "The outbox is not at a standstill."));
        }
        Asker asker = (Asker) caller.getUserPrincipal();
        LocalText why = Pauses.brief(LocalText.of(
                "从备份恢复之后，" + asker.name() + " 的决定", "after a restore from a backup, as " + asker.name() + " decided"));
        shelf.transactions().write(connection -> {
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), "outbox.resume", Thing.of("outbox", "all"))
                            .changing("standstill", end.waiting()));
            return standstill.decide(connection, fate, why, clock.instant());
        });
        try {
            standstill.end();
        } catch (UncheckedIOException e) {
            throw new Problem(
                    409,
                    "not-writable",
                    LocalText.of(
                            "无法删除数据目录中的 restored 文件，请检查权限后再试。",
                            "The file restored in the data folder cannot be deleted: mend its rights and try again."));
        }
        dispatcher.wake();
        return state();
    }

    /** @param holds nothing leaves */
    public record StateJson(boolean holds) {}

    /** @param waiting what is to become of what waits: send, decide or drop */
    public record EndJson(String waiting) {}
}

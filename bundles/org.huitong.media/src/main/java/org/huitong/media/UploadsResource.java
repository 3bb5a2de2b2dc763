// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.file.FileDoor;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/files}: what somebody puts into the hub to send it. It is nobody else's affair until then, so of others it
 * is not there. The body is the file; its name stands in {@code Content-Disposition}, since addresses are written down.
 */
@Component
@Permitted(Permitted.EVERY_TOKEN)
@Subject(subject = "files")
@Path("")
public final class UploadsResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(UploadsResource.class);

    /** Whoever may give files to somebody may put them in. */
    private static final String TRANSFER = "files.transfer";

    /** Larger than the setting can be meant: what is too large for that is told with its number. */
    private static final long MOST_BYTES = 4L << 30;

    private static final int SECONDS = 1_800;

    private final Receiving receiving;
    private final UploadShelf uploads;
    private final MediaShelf shelf;
    private final FileDoor files;
    private final DecisionPoint decisions;
    private final Audit audit;

    @Activate
    public UploadsResource(
            @Reference Receiving receiving,
            @Reference UploadShelf uploads,
            @Reference MediaShelf shelf,
            @Reference FileDoor files,
            @Reference DecisionPoint decisions,
            @Reference Audit audit) {
        this.receiving = receiving;
        this.uploads = uploads;
        this.shelf = shelf;
        this.files = files;
        this.decisions = decisions;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(
            @HeaderParam(HttpHeaders.CONTENT_DISPOSITION) String disposition,
            @BodyLimit(bytes = MOST_BYTES, seconds = SECONDS) InputStream body,
            @Context SecurityContext caller) {
        Asker asker = demand(caller);
        try {
            Receiving.Outcome outcome =
                    receiving.take(asker, FileName.of(disposition).orElse(""), body);
            if (outcome instanceof Receiving.Outcome.Taken taken) {
                return Response.status(Response.Status.CREATED)
                        .entity(new Item(
                                taken.upload().id().value(),
                                taken.name(),
                                taken.file().kind(),
                                taken.file().bytes(),
                                taken.file().hash(),
                                taken.file().state().word(),
                                taken.upload().until(),
                                Optional.empty()))
                        .build();
            }
            throw refused(outcome);
        } catch (IOException e) {
            LOG.debug("A file broke off as it came why={}", e.getMessage());
            throw Problem.badRequest("上传中断，请再传一次。", "The file broke off. Send it again.");
        }
    }

    private static Problem refused(Receiving.Outcome outcome) {
        if (outcome instanceof Receiving.Outcome.TooLarge large) {
            String most = megabytes(large.most());
            return new Problem(
                    413,
                    "too-large",
                    LocalText.of("文件最大 " + most + " MB。", "A file may have " + most + " MB at most."));
        }
        if (outcome instanceof Receiving.Outcome.TooMany many) {
            String most = megabytes(many.most());
            return new Problem(
                    409,
                    "upload-quota",
                    LocalText.of(
                            "您上传的文件已达 " + most + " MB 或 " + Receiving.MOST_FILES + " 个，请删除不用的，或等它们到期。",
                            "Your uploads have reached " + most + " MB or " + Receiving.MOST_FILES
                                    + " files. Remove what you do not need, or wait until it expires."));
        }
        if (outcome instanceof Receiving.Outcome.Full) {
            return new Problem(
                    507,
                    "media-quota",
                    LocalText.of("文件存储的配额已用完，请联系管理员。", "The quota for files is used up. Tell an administrator."));
        }
        return outcome instanceof Receiving.Outcome.Forbidden
                ? new Problem(
                        415,
                        "kind-forbidden",
                        LocalText.of(
                                "不能上传可执行程序。需要时请打包为压缩文件并说明用途。",
                                "Programs are not taken. Pack it into an archive if it is needed."))
                : Problem.badRequest("文件是空的。", "The file is empty.");
    }

    private static String megabytes(long bytes) {
        return Long.toString(bytes / 1_000_000);
    }

    @GET
    @Path("{id: [A-Za-z0-9_-]{22}}")
    @Produces(MediaType.APPLICATION_JSON)
    public Item one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = demand(caller);
        return item(asker, own(asker, id)).orElseThrow(UploadsResource::unknown);
    }

    /** All of one's own, the newest first: nobody has so many that they would be turned over. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Items list(@Context SecurityContext caller) {
        Asker asker = demand(caller);
        return new Items(uploads.of(asker.account()).stream()
                .flatMap(upload -> item(asker, upload).stream())
                .toList());
    }

    private Optional<Item> item(Asker asker, Upload upload) {
        return shelf.find(upload.id(), Upload.OWN).map(file -> item(asker, upload, file));
    }

    private Item item(Asker asker, Upload upload, MediaFile file) {
        String id = upload.id().value();
        Optional<FileDoor.Here> here =
                files.find(asker, id) instanceof FileDoor.Here h ? Optional.of(h) : Optional.empty();
        return new Item(
                id,
                here.map(h -> h.file().name()).orElse(""),
                file.kind(),
                file.bytes(),
                file.hash(),
                file.state().word(),
                upload.until(),
                file.why());
    }

    @GET
    @Path("{id: [A-Za-z0-9_-]{22}}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = demand(caller);
        FileDoor.Sought sought = files.find(asker, own(asker, id).id().value());
        if (sought instanceof FileDoor.Away away) {
            throw new Problem(away.soon() ? 409 : 410, away.soon() ? "not-here-yet" : "not-to-be-had", away.why());
        }
        if (!(sought instanceof FileDoor.Here here)) {
            throw unknown();
        }
        note(asker, "file.download", id);
        try {
            return Response.ok(files.open(here.file().ticket()))
                    .type(here.file().type())
                    .header(HttpHeaders.CONTENT_LENGTH, here.file().bytes())
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            FileName.disposition("attachment", here.file().name()))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", MediaResource.POLICY)
                    .build();
        } catch (IOException e) {
            LOG.warn("A file that was put in cannot be read why={}", e.getMessage());
            throw new Problem(410, "not-to-be-had", MediaResource.LOST_HERE);
        }
    }

    /** While a letter or a transfer needs it, it stays. */
    @DELETE
    @Path("{id: [A-Za-z0-9_-]{22}}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response remove(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = demand(caller);
        Upload upload = own(asker, id);
        uploads.transactions().write(connection -> {
            if (!receiving.takeAway(connection, upload)) {
                throw new Problem(
                        409,
                        "sent-already",
                        LocalText.of(
                                "文件已在发送或传送，不能删除；撤回传送后可以删除。",
                                "The file is being sent, or handed on, and cannot be removed; withdraw it first."));
            }
            audit.note(connection, Deed.done(Doer.of(asker), "file.remove", Thing.of("file", id)));
            return null;
        });
        return Response.noContent().build();
    }

    private void note(Asker asker, String verb, String id) {
        uploads.transactions().write(connection -> {
            audit.note(connection, Deed.done(Doer.of(asker), verb, Thing.of("file", id)));
            return null;
        });
    }

    private Upload own(Asker asker, String id) {
        return uploads.find(new MessageId(id))
                .filter(upload -> upload.whole() && upload.owner().equals(asker.account()))
                .orElseThrow(UploadsResource::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound(LocalText.of("这个文件", "file"));
    }

    private Asker demand(SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        boolean may = Stream.of(Permissions.SEND, TRANSFER)
                .anyMatch(word -> decisions.decide(asker, Act.of(word)) instanceof DecisionPoint.Decision.Allowed);
        if (!may) {
            throw Problem.forbidden(LocalText.of(
                    "您没有发送消息或传送文件的权限，因此不能上传文件。",
                    "You may neither send messages nor hand on files, so you cannot upload any."));
        }
        return asker;
    }

    /** What somebody has here, {@link Receiving#MOST_FILES} at most. */
    public record Items(List<Item> items) {}

    /**
     * What was put in.
     *
     * @param state {@code checking} until the virus scanner has looked at it, then {@code kept} or {@code infected}
     */
    public record Item(
            String id,
            String name,
            String kind,
            long bytes,
            String sha256,
            String state,
            Instant expiresAt,
            Optional<LocalText> why) {}
}

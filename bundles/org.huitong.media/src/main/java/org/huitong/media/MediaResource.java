// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.file.FileWords;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Places;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/media}: the files of a message, to whoever may read it. */
@Component
@Permitted(Permissions.READ)
@Subject(subject = "media")
@Path("")
public final class MediaResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(MediaResource.class);
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{1,100}(,[A-Za-z0-9_-]{1,100}){0,99}");

    /** Whoever opens a file in a window of its own runs nothing of it there. */
    static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /** So long the reader may take to see that a message has files. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Larger ones are not read whole for a small one. */
    private static final long LARGEST_PICTURE = 30_000_000;

    /** Thumbnails at a time, for each needs a picture in memory. */
    private static final int AT_A_TIME = 2;

    private static final LocalText NEVER = LocalText.of(
            "此附件没有取回：平台没有给出取回的办法，或者消息早于附件功能。",
            "This file was not fetched: the platform gives no way to it, or the message is older than the keeping of"
                    + " files.");
    private static final LocalText FETCHING =
            LocalText.of("正在取回，请稍后再看。", "It is being fetched. Look again in a moment.");
    private static final LocalText EXAMINED =
            LocalText.of("正在做病毒扫描，请稍后再看。", "It is being examined for viruses. Look again in a moment.");
    static final LocalText LOST_HERE = LocalText.of(
            "文件已不在存储中，或已损坏，请联系管理员从备份恢复。",
            "The file is not in its folder any more, or damaged. Ask an administrator to restore it from a backup.");

    private final MessageDoor door;
    private final MediaShelf shelf;
    private final MediaStore store;
    private final Asked asked;
    private final Clock clock;
    /** Who reads files; may be away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile FileWords fileWords;

    private final Places places = new Places(
            AT_A_TIME, LocalText.of("正在生成其他缩略图，请稍后再试。", "Other thumbnails are being made. Try again in a moment."));

    @Activate
    public MediaResource(
            @Reference MessageDoor door,
            @Reference MediaShelf shelf,
            @Reference MediaStore store,
            @Reference Vault vault,
            @Reference Clock clock) {
        this.door = door;
        this.shelf = shelf;
        this.store = store;
        this.asked = new Asked(vault);
        this.clock = clock;
    }

    /**
     * What has become of each file.
     *
     * @param names of these alone: who has read the message and waits for its files names them as they were named to him
     *     then, for to look again at what has become of them is no reading of the message
     */
    @GET
    @Path("{message: [A-Za-z0-9_-]{22}}")
    @Produces(MediaType.APPLICATION_JSON)
    public Files list(
            @PathParam("message") String message, @QueryParam("names") String names, @Context SecurityContext caller) {
        MessageId id = new MessageId(message);
        if (names != null && NAMES.matcher(names).matches() && door.maySee(asker(caller), id)) {
            return list(id, List.of(names.split(",")));
        }
        return list(
                id,
                view(id, caller).message().content().attachments().stream()
                        .map(asked::name)
                        .toList());
    }

    /** The n-th file, from 0, or a stretch of it. What a browser can show or play is shown in its place, all else is saved. */
    @GET
    @Path("{message: [A-Za-z0-9_-]{22}}/{n: [0-9]{1,3}}")
    @Produces(MediaType.WILDCARD)
    public Response file(
            @PathParam("message") String message,
            @PathParam("n") int n,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange,
            @Context SecurityContext caller) {
        MessageView view = view(new MessageId(message), caller);
        Attachment attachment = attachment(view, n);
        MediaFile file = kept(view, attachment);
        String tag = '"' + file.hash() + '"';
        Span.Wish wish = ifRange == null || ifRange.equals(tag) ? Span.of(range, file.bytes()) : new Span.Wish.Whole();
        if (wish instanceof Span.Wish.Beyond) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + file.bytes())
                    .build();
        }
        Response.ResponseBuilder answer = wish instanceof Span.Wish.Part part
                ? Response.status(Response.Status.PARTIAL_CONTENT)
                        .entity(open(file, part.span()))
                        .header("Content-Range", part.span().of(file.bytes()))
                        .header(HttpHeaders.CONTENT_LENGTH, part.span().length())
                : Response.ok(open(file, new Span(0, file.bytes()))).header(HttpHeaders.CONTENT_LENGTH, file.bytes());
        return answer.type(file.kind())
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file, attachment))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    /** A small picture of a picture. */
    @GET
    @Path("{message: [A-Za-z0-9_-]{22}}/{n: [0-9]{1,3}}/thumbnail")
    @Produces(Thumbnail.KIND)
    public Response thumbnail(
            @PathParam("message") String message, @PathParam("n") int n, @Context SecurityContext caller)
            throws IOException {
        MessageView view = view(new MessageId(message), caller);
        MediaFile file = kept(view, attachment(view, n));
        if (Sniffed.shows(file.kind()) != Sniffed.Shows.PICTURE || file.bytes() > LARGEST_PICTURE) {
            throw noThumbnail();
        }
        try (Places.Place place = places.take();
                InputStream picture = open(file, new Span(0, file.bytes()))) {
            byte[] small = Thumbnail.of(picture).orElseThrow(MediaResource::noThumbnail);
            return Response.ok(small)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", POLICY)
                    .build();
        }
    }

    private static Problem noThumbnail() {
        return new Problem(
                404,
                "no-thumbnail",
                LocalText.of("这个附件没有缩略图，请打开附件本身。", "There is no thumbnail of this file. Open the file itself."));
    }

    private MessageView view(MessageId id, SecurityContext caller) {
        return door.find(asker(caller), id).orElseThrow(() -> Problem.notFound(LocalText.of("这条消息", "message")));
    }

    private static Attachment attachment(MessageView view, int n) {
        List<Attachment> attachments = view.message().content().attachments();
        if (n >= attachments.size()) {
            throw Problem.notFound(LocalText.of("这个附件", "file of this message"));
        }
        return attachments.get(n);
    }

    /** @throws Problem with the reason, where it is not here */
    private MediaFile kept(MessageView view, Attachment attachment) {
        Optional<MediaFile> file = shelf.find(view.id(), asked.name(attachment));
        if (file.isEmpty()) {
            throw view.receivedAt().plus(SOON).isAfter(clock.instant()) ? notYet(FETCHING) : never(NEVER);
        }
        return switch (file.get().state()) {
            case KEPT -> file.get();
            case WAITING -> throw notYet(file.get().why().orElse(FETCHING));
            case CHECKING -> throw notYet(file.get().why().orElse(EXAMINED));
            case INFECTED, FAILED, GONE -> throw never(file.get().why().orElse(NEVER));
        };
    }

    private static Problem notYet(LocalText why) {
        return new Problem(409, "not-here-yet", why);
    }

    private static Problem never(LocalText why) {
        return new Problem(410, "not-to-be-had", why);
    }

    private InputStream open(MediaFile file, Span span) {
        try {
            return store.open(file, span);
        } catch (IOException e) {
            LOG.warn("A file that is kept cannot be read message={} why={}", file.message(), e.getMessage());
            throw never(LOST_HERE);
        }
    }

    private static String disposition(MediaFile file, Attachment attachment) {
        String name = attachment
                .name()
                .map(n -> "; filename*=UTF-8''"
                        + URLEncoder.encode(n, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
        return (Sniffed.shows(file.kind()) == Sniffed.Shows.NOTHING ? "attachment" : "inline") + name;
    }

    private Files list(MessageId message, List<String> names) {
        FileWords present = fileWords;
        return new Files(names.stream()
                .map(name -> Item.of(
                        name,
                        shelf.find(message, name),
                        Optional.ofNullable(present)
                                .flatMap(read -> read.standing(message, name))
                                .map(Words::of)))
                .toList());
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /** In the order in which they are attached. */
    public record Files(List<Item> items) {}

    /**
     * A file.
     *
     * @param name a fingerprint of what the platform calls it
     * @param state {@code waiting}, {@code checking}, {@code kept}, {@code infected}, {@code failed}, {@code gone}, or {@code none} of what was never wanted
     * @param kind by its own bytes
     * @param shows as what it is shown in its place: {@code picture}, {@code sound}, {@code film} or {@code nothing}
     * @param reason in one word why it is not here
     * @param words whether what stands in it can be searched; without it nobody reads it
     */
    public record Item(
            String name,
            String state,
            Optional<String> kind,
            Optional<Long> bytes,
            Optional<String> shows,
            Optional<String> reason,
            Optional<LocalText> why,
            Optional<Words> words) {
        static Item of(String name, Optional<MediaFile> file, Optional<Words> words) {
            Optional<MediaFile> here = file.filter(f -> !f.kind().isEmpty());
            Optional<MediaFile> away = file.filter(f -> f.why().isPresent());
            return new Item(
                    name,
                    file.map(f -> f.state().word()).orElse("none"),
                    here.map(MediaFile::kind),
                    here.map(MediaFile::bytes),
                    here.map(f -> Sniffed.shows(f.kind()).word()),
                    away.map(MediaFile::reason),
                    away.flatMap(MediaFile::why),
                    words);
        }
    }

    /**
     * Whether what stands in a file can be searched.
     *
     * @param state {@code awaited}, {@code read}, {@code cut} or {@code unreadable}
     * @param why not, or not all of it
     */
    public record Words(String state, Optional<LocalText> why) {
        static Words of(FileWords.Standing standing) {
            return new Words(standing.state().word(), standing.why());
        }
    }
}

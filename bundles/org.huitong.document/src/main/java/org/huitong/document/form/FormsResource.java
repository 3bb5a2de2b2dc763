// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.document.Catalogue;
import org.huitong.document.Language;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/forms}: the company's own forms of documents, for who may set them and may have the document. */
@Component
@Subject(subject = "forms")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Permitted(FormsResource.MANAGE)
public final class FormsResource implements RestResource {
    public static final String MANAGE = "documents.forms";

    private static final int UPLOAD_SECONDS = 60;
    private static final int LONGEST_NAME = 150;
    private static final String NAME = "{document: [a-z0-9-]{1,64}}";
    private static final String KIND = "/{kind: xlsx|docx}";
    private static final Pattern GIVEN = Pattern.compile("filename\\*=UTF-8''([^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;
    private final DecisionPoint decisions;
    private final Forms forms;
    private final Clock clock;

    @Activate
    public FormsResource(
            @Reference Catalogue catalogue,
            @Reference DecisionPoint decisions,
            @Reference Forms forms,
            @Reference Clock clock) {
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.forms = forms;
        this.clock = clock;
    }

    /** What a document's forms may use, and which there are, the newest first. */
    @GET
    @Path(NAME)
    @Permitted(MANAGE)
    public FormsJson list(@PathParam("document") String document, @Context SecurityContext caller) {
        Report report = report(document, asker(caller));
        Set<FileKind> newest = new HashSet<>();
        return new FormsJson(
                Vocabulary.of(report).words(),
                forms.of(document).stream()
                        .map(form -> FormJson.of(form, newest.add(form.kind()) && !form.retired()))
                        .toList());
    }

    @POST
    @Path(NAME + KIND)
    @Consumes(MediaType.WILDCARD)
    @Permitted(MANAGE)
    public Response take(
            @PathParam("document") String document,
            @PathParam("kind") String kind,
            @HeaderParam(HttpHeaders.CONTENT_DISPOSITION) String name,
            @BodyLimit(bytes = Template.LARGEST, seconds = UPLOAD_SECONDS) byte[] file,
            @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Report report = report(document, asker);
        Form form = forms.take(document, kind(kind), name(name, document, kind), file, report, asker);
        return Response.status(Response.Status.CREATED)
                .entity(FormJson.of(form, true))
                .build();
    }

    /** A version as it was uploaded. */
    @GET
    @Path(NAME + KIND + "/{version: [0-9]{1,6}}")
    @Produces(MediaType.WILDCARD)
    @Permitted(MANAGE)
    public Response one(
            @PathParam("document") String document,
            @PathParam("kind") String kind,
            @PathParam("version") int version,
            @Context SecurityContext caller) {
        report(document, asker(caller));
        return file(kind(kind), document + "-" + version, forms.bytes(document, kind(kind), version));
    }

    /** Our own form with placeholders, to begin with. */
    @GET
    @Path(NAME + KIND + "/beginning")
    @Produces(MediaType.WILDCARD)
    @Permitted(MANAGE)
    public Response beginning(
            @PathParam("document") String document,
            @PathParam("kind") String kind,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted,
            @Context SecurityContext caller) {
        Report report = report(document, asker(caller));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new Beginning(report, Language.of(null, accepted))
                    .print(kind(kind), LocalDateTime.ofInstant(clock.instant(), clock.zone()), file);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused what was written to it", e);
        }
        return file(kind(kind), document + "-form", file.toByteArray());
    }

    @DELETE
    @Path(NAME + KIND)
    @Permitted(MANAGE)
    public void retire(
            @PathParam("document") String document, @PathParam("kind") String kind, @Context SecurityContext caller) {
        report(document, asker(caller));
        forms.retire(document, kind(kind), asker(caller));
    }

    private static Response file(FileKind kind, String name, byte[] bytes) {
        return Response.ok(bytes)
                .type(kind.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + kind.word() + "\"")
                .build();
    }

    /** Whoever sets a form may have the document too; its rows are not asked for. */
    private Report report(String document, Asker asker) {
        Catalogue.Entry entry =
                catalogue.find(document).orElseThrow(() -> Problem.notFound(LocalText.of("这份文档", "document")));
        if (decisions.decide(asker, Act.of(entry.permission())) instanceof Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        return entry.document().report(asker, Period.open());
    }

    private static FileKind kind(String word) {
        return FileKind.of(word).orElseThrow();
    }

    private static String name(String header, String document, String kind) {
        Matcher given = GIVEN.matcher(header == null ? "" : header);
        try {
            return (given.find()
                            ? OneLine.of(URLDecoder.decode(given.group(1), StandardCharsets.UTF_8), LONGEST_NAME)
                            : Optional.<String>empty())
                    .orElse(document + "." + kind);
        } catch (IllegalArgumentException notEncoded) {
            return document + "." + kind;
        }
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /** @param placeholders without their braces */
    public record FormsJson(List<LocalText> placeholders, List<FormJson> items) {}

    /** @param inUse the newest of its kind, and not taken out of use */
    public record FormJson(
            String kind, int version, String file, String sha256, String by, String byName, Instant at, boolean inUse) {
        static FormJson of(Form form, boolean inUse) {
            return new FormJson(
                    form.kind().word(),
                    form.version(),
                    form.file(),
                    form.sha256(),
                    form.by(),
                    form.byName(),
                    form.at(),
                    inUse);
        }
    }
}

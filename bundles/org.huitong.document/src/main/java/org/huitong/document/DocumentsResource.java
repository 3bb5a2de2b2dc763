// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Places;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.document.Catalogue.Entry;
import org.huitong.document.form.Forms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** {@code /api/v1/documents}: which documents somebody may have, and each as a file, or as JSON for a page. */
@Component(configurationPid = "org.huitong.document", service = RestResource.class)
@Designate(ocd = DocumentConfig.class)
@Subject(subject = "documents")
@Path("")
public final class DocumentsResource implements RestResource {
    private static final int LAST_YEAR = 9999;
    /** What is made at a time: each is some ten megabytes of memory and a busy processor. */
    private static final int AT_A_TIME = 2;

    private static final List<String> KINDS =
            Arrays.stream(FileKind.values()).map(FileKind::word).toList();

    private final Catalogue catalogue;
    private final DecisionPoint decisions;
    private final Press press;
    private final Forms forms;
    private final Places places = new Places(
            AT_A_TIME, LocalText.of("正在生成其他文档，请稍后再试。", "Other documents are being made. Try again in a moment."));

    @Activate
    public DocumentsResource(
            @Reference Catalogue catalogue,
            @Reference DecisionPoint decisions,
            @Reference Clock clock,
            @Reference Forms forms,
            DocumentConfig config) {
        this(catalogue, decisions, new Press(config.unit(), clock::zone), forms);
    }

    DocumentsResource(Catalogue catalogue, DecisionPoint decisions, Press press, Forms forms) {
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.press = press;
        this.forms = forms;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Permitted(Permitted.EVERY_TOKEN)
    public Documents list(@Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Map<String, List<String>> own = forms.formats();
        return new Documents(catalogue.all().stream()
                .filter(entry -> denied(asker, entry).isEmpty())
                .map(entry -> Item.of(entry, own.getOrDefault(entry.name(), List.of())))
                .toList());
    }

    @GET
    @Path("{name: [a-z0-9-]{1,64}}.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Permitted(Permitted.EVERY_TOKEN)
    public Response json(
            @PathParam("name") String name,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("lang") String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Entry entry = entry(name, asker);
        Language language = Language.of(lang, accepted);
        ReportJson report = press.json(name, report(entry, asker, from, to), language);
        return Response.ok(report)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .build();
    }

    @GET
    @Path("{name: [a-z0-9-]{1,64}}.{format: xlsx|docx|pdf}")
    @Permitted(Permitted.EVERY_TOKEN)
    public Response file(
            @PathParam("name") String name,
            @PathParam("format") String word,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("lang") String lang,
            @QueryParam("form") String form,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Entry entry = entry(name, asker);
        FileKind kind = FileKind.of(word).orElseThrow(DocumentsResource::noSuchDocument);
        Language language = Language.of(lang, accepted);
        boolean own = own(form, kind);
        try (Places.Place place = places.take()) {
            Report report = report(entry, asker, from, to);
            String title = Typesetter.clean(language.say(report.title()));
            byte[] file = own ? press.filled(name, report, language, kind, forms) : press.file(report, language, kind);
            return Response.ok(file)
                    .type(kind.mediaType())
                    .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                    .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name, title, word))
                    .build();
        }
    }

    /** Which form it is wanted in: ours where nothing is said. */
    private static boolean own(String form, FileKind kind) {
        if (form == null || form.isBlank() || form.equals("huitong")) {
            return false;
        }
        if (!form.equals("own")) {
            throw Problem.badRequest("form 是 own 或 huitong。", "form is own or huitong.");
        }
        if (kind == FileKind.PDF) {
            throw Problem.badRequest("自有格式只有 xlsx 和 docx。", "A form of one's own is xlsx or docx.");
        }
        return true;
    }

    /** Its permission is judged before anything else of the call is looked at. */
    private Entry entry(String name, Asker asker) {
        Entry entry = catalogue.find(name).orElseThrow(DocumentsResource::noSuchDocument);
        denied(asker, entry).ifPresent(reason -> {
            throw Problem.forbidden(reason);
        });
        return entry;
    }

    private static Problem noSuchDocument() {
        return Problem.notFound(LocalText.of("这份文档", "document"));
    }

    private Optional<LocalText> denied(Asker asker, Entry entry) {
        return decisions.decide(asker, Act.of(entry.permission())) instanceof Decision.Denied denied
                ? Optional.of(denied.reason())
                : Optional.empty();
    }

    private static Report report(Entry entry, Asker asker, String from, String to) {
        Period period = period(from, to);
        return entry.document().report(asker, entry.document().ofPeriod() ? period : Period.open());
    }

    private static Period period(String from, String to) {
        Optional<LocalDate> first = day(from);
        Optional<LocalDate> last = day(to);
        if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
            throw Problem.badRequest("from 不能晚于 to。", "from may not lie behind to.");
        }
        return new Period(first, last);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            Optional<LocalDate> day = Optional.ofNullable(text)
                    .map(String::strip)
                    .filter(said -> !said.isEmpty())
                    .map(LocalDate::parse);
            if (day.filter(one -> one.getYear() < 1 || one.getYear() > LAST_YEAR)
                    .isPresent()) {
                throw Problem.badRequest("from 和 to 的年份是 1 到 9999。", "The year of from and to is 1 to 9999.");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("from 和 to 是日期，例如 2026-11-29。", "from and to are days, such as 2026-11-29.");
        }
    }

    /** With the title for programs that can take it (RFC 6266), and the plain name for the others. */
    private static String attachment(String name, String title, String format) {
        String encoded =
                URLEncoder.encode(title + "." + format, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + name + "." + format + "\"; filename*=UTF-8''" + encoded;
    }

    public record Documents(List<Item> items) {}

    /**
     * One that the caller may have.
     *
     * @param own the formats in which there is a form of the company's own too
     * @param ofPeriod whether {@code from} and {@code to} mean something to it
     */
    public record Item(
            String name, LocalText title, List<String> formats, List<String> own, String permission, boolean ofPeriod) {
        static Item of(Entry entry, List<String> own) {
            return new Item(
                    entry.name(),
                    entry.document().title(),
                    KINDS,
                    own,
                    entry.permission(),
                    entry.document().ofPeriod());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The company's own forms of documents: looked through before they are taken, kept in versions, and filled. */
@Component(service = Forms.class)
public final class Forms {
    private static final LocalText FORM = LocalText.of("这份自有格式", "form of your own");

    private final FormShelf shelf;
    private final Audit audit;
    private final InstantSource clock;

    @Activate
    public Forms(@Reference FormShelf shelf, @Reference Audit audit, @Reference Clock clock) {
        this(shelf, audit, (InstantSource) clock);
    }

    Forms(FormShelf shelf, Audit audit, InstantSource clock) {
        this.shelf = shelf;
        this.audit = audit;
        this.clock = clock;
    }

    /** The formats in which there is an own form, by the names of documents. */
    public Map<String, List<String>> formats() {
        return shelf.transactions().read(shelf::inUse).stream()
                .collect(Collectors.groupingBy(
                        Form::document, Collectors.mapping(form -> form.kind().word(), Collectors.toList())));
    }

    List<Form> of(String document) {
        return shelf.transactions().read(c -> shelf.of(c, document));
    }

    byte[] bytes(String document, FileKind kind, int version) {
        return shelf.transactions()
                .read(c -> shelf.bytes(c, document, kind, version))
                .orElseThrow(() -> Problem.notFound(FORM));
    }

    /**
     * Takes a new version into use.
     *
     * @param report of the document, to know what it can fill in; its rows are not asked for
     * @throws Problem with everything that is wrong with the file
     */
    synchronized Form take(String document, FileKind kind, String name, byte[] file, Report report, Asker asker) {
        Faults faults = new Faults();
        if (Template.read(file, kind, report, faults).isEmpty()) {
            audit.note(Deed.refused(Doer.of(asker), FormsResource.MANAGE, thing(document, kind)));
            throw faults.refusal();
        }
        return shelf.transactions().write(c -> {
            Optional<Form> before = newest(shelf.of(c, document), kind);
            Form form = new Form(
                    document,
                    kind,
                    before.map(Form::version).orElse(0) + 1,
                    name,
                    sha256(file),
                    asker.account(),
                    asker.name(),
                    Instant.ofEpochMilli(clock.millis()),
                    false);
            shelf.add(c, form, file);
            audit.note(
                    c,
                    Deed.done(Doer.of(asker), FormsResource.MANAGE, thing(document, kind))
                            .changing(
                                    before.filter(f -> !f.retired())
                                            .map(Forms::told)
                                            .orElse(""),
                                    told(form)));
            return form;
        });
    }

    /** From now on there is none of this kind; all versions are kept. */
    synchronized void retire(String document, FileKind kind, Asker asker) {
        shelf.transactions().write(c -> {
            Form form = newest(shelf.of(c, document), kind)
                    .filter(f -> !f.retired())
                    .orElseThrow(() -> Problem.notFound(FORM));
            shelf.retire(c, form);
            audit.note(
                    c,
                    Deed.done(Doer.of(asker), FormsResource.MANAGE, thing(document, kind))
                            .changing(told(form), ""));
            return form;
        });
    }

    /** What fills the form in use; the stream is closed behind it. */
    public FormPrint print(String document, FileKind kind, Report report, OutputStream file) {
        Form form = newest(of(document), kind).filter(f -> !f.retired()).orElseThrow(() -> Problem.notFound(FORM));
        Faults faults = new Faults();
        return Template.read(bytes(document, kind, form.version()), kind, report, faults)
                .map(template -> new FormPrint(template, file))
                .orElseThrow(faults::outdated);
    }

    private static Optional<Form> newest(List<Form> forms, FileKind kind) {
        return forms.stream().filter(form -> form.kind() == kind).findFirst();
    }

    private static Deed.Thing thing(String document, FileKind kind) {
        return Deed.Thing.of("document-form", document + "." + kind.word());
    }

    private static String told(Form form) {
        return form.version() + "\n" + form.file() + "\n" + form.sha256();
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
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

/** {@code /api/v1/domain-files}: the files that show platforms whose this domain is. */
@Component(service = RestResource.class)
@Permitted(Permissions.CONNECT)
@Subject(subject = "domain-files")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DomainFilesResource implements RestResource {
    private final DomainFileShelf shelf;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public DomainFilesResource(@Reference DomainFileShelf shelf, @Reference Audit audit, @Reference Clock clock) {
        this.shelf = shelf;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public Listing list() {
        return new Listing(shelf.all());
    }

    @PUT
    @Path("{name}")
    public DomainFile put(@PathParam("name") String name, Body body, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        DomainFile file = DomainFile.of(name, body == null ? "" : body.content(), clock.instant(), asker.account());
        return shelf.transactions().write(connection -> {
            List<DomainFile> there = shelf.all(connection);
            if (there.size() >= DomainFileShelf.MOST
                    && there.stream().noneMatch(f -> f.name().equals(name))) {
                throw new Problem(
                        409,
                        "too-many",
                        LocalText.of(
                                "最多 " + DomainFileShelf.MOST + " 个域名校验文件，请先删除不用的。",
                                "There are " + DomainFileShelf.MOST
                                        + " files already. Remove those that nobody needs."));
            }
            shelf.put(connection, file);
            note(connection, asker, name, content(there, name), file.content());
            return file;
        });
    }

    @DELETE
    @Path("{name}")
    public void remove(@PathParam("name") String name, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        shelf.transactions().write(connection -> {
            String content = content(shelf.all(connection), name);
            if (!shelf.remove(connection, name)) {
                throw Problem.notFound(LocalText.of("这个域名校验文件", "domain file"));
            }
            note(connection, asker, name, content, "");
            return null;
        });
    }

    private void note(Connection connection, Asker asker, String name, String before, String after)
            throws SQLException {
        Deed deed = Deed.done(Doer.of(asker), Permissions.CONNECT, Thing.of("domain-file", name));
        audit.note(connection, deed.changing(before, after));
    }

    private static String content(List<DomainFile> files, String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .map(DomainFile::content)
                .findFirst()
                .orElse("");
    }

    public record Body(String content) {}

    public record Listing(List<DomainFile> items) {}
}

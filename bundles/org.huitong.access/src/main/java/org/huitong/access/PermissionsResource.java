// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every permission that can be given, in words. */
@Component(service = RestResource.class)
@Subject(subject = "permissions")
@Permitted(Permitted.EVERYBODY)
@Path("")
@Produces("application/json")
public final class PermissionsResource implements RestResource {
    private final PermissionBook book;

    @Activate
    public PermissionsResource(@Reference PermissionBook book) {
        this.book = book;
    }

    @GET
    public Listed list() {
        return new Listed(items(book));
    }

    static List<Item> items(PermissionBook book) {
        return book.all().stream().map(Item::of).toList();
    }

    public record Listed(List<Item> items) {}

    /** One of them. */
    public record Item(String word, String kind, LocalText title, Optional<LocalText> note) {
        static Item of(Permission permission) {
            return new Item(permission.word(), permission.kind().word(), permission.title(), permission.note());
        }
    }
}

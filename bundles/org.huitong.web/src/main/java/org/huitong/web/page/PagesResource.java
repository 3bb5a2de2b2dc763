// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.web.page.PageBook.Leaf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The menu of whoever asks. */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERY_TOKEN)
@Subject(subject = "pages")
@Path("")
public final class PagesResource implements RestResource {
    private final PageBook book;

    @Activate
    public PagesResource(@Reference PageBook book) {
        this.book = book;
    }

    @GET
    @Produces("application/json")
    public Menu menu(@Context SecurityContext context) {
        Asker asker = (Asker) context.getUserPrincipal();
        return new Menu(book.menu(asker).stream().map(Item::of).toList());
    }

    /** What the shell makes its menu of. */
    public record Menu(List<Item> items) {}

    /** @param module the ES module whose default export is the page's element */
    public record Item(String path, LocalText title, String icon, int rank, String module) {
        static Item of(Leaf leaf) {
            return new Item(leaf.path(), leaf.title(), leaf.icon(), leaf.rank(), leaf.module());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.web.ProblemDetails;
import org.huitong.web.SafeHeaders;
import org.huitong.web.page.PageBook.Leaf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /pages/<path>/<file>}: the modules of the pages, out of the folder {@code page} of the bundle that brings each.
 * They are code and hold no data, so they need no login.
 */
@Permitted(Permitted.PUBLIC)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/pages/*")
@HttpWhiteboardServletName("huitong-pages")
@HttpWhiteboardServletAsyncSupported
public final class PageFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PageBook book;

    @Activate
    public PageFiles(@Reference PageBook book) {
        this.book = book;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        int end = path.indexOf('/', 1);
        Optional<Leaf> leaf = end < 0 ? Optional.empty() : book.find(path.substring(1, end));
        if (leaf.isEmpty()) {
            ProblemDetails.of(404, "not-found", LocalText.of("没有这个页面。", "There is no such page."))
                    .send(request, response);
            return;
        }
        Counter.serve(leaf.get().shelf(), path.substring(end), request, response);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /<name>.txt}: shows platforms whose this domain is. Only what an administrator has laid here, and no path. */
@Permitted(Permitted.PUBLIC)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("*.txt")
@HttpWhiteboardServletName("huitong-domain-files")
@HttpWhiteboardServletAsyncSupported
public final class DomainFileDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient DomainFileShelf shelf;

    @Activate
    public DomainFileDoor(@Reference DomainFileShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<DomainFile> file = shelf.find(request.getServletPath().replaceFirst("^/", ""));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(file.get().content().getBytes(StandardCharsets.UTF_8));
    }
}

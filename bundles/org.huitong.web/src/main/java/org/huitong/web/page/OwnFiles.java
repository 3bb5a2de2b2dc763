// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.huitong.api.web.Permitted;
import org.huitong.web.SafeHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /shell} and {@code /lib}: scripts, sheets and icons. */
@Permitted(Permitted.PUBLIC)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/shell/*", "/lib/*"})
@HttpWhiteboardServletName("huitong-files")
@HttpWhiteboardServletAsyncSupported
public final class OwnFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient OwnShelves own;

    @Activate
    public OwnFiles(@Reference OwnShelves own) {
        this.own = own;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        Shelf shelf = "/shell".equals(request.getServletPath()) ? own.shell() : own.libraries();
        Counter.serve(shelf, path, request, response);
    }
}

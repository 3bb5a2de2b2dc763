// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The hub's mark in the tabs of the console, at the address where the console's pages look for theirs. */
@Permitted(Permitted.PUBLIC)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/res/imgs/favicon.ico",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class Mark extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "/console/mark.svg";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream mark = Mark.class.getResourceAsStream(FILE)) {
            if (mark == null) {
                throw new FileNotFoundException("the bundle was built without " + FILE);
            }
            // By its type and not by its name: the console asks for an .ico.
            response.setContentType("image/svg+xml");
            response.setHeader("Cache-Control", "private, max-age=86400");
            mark.transferTo(response.getOutputStream());
        }
    }
}

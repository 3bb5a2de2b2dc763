// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.ArrayList;
import java.util.List;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;

/** Whether parts of an office file are as ECMA-376 has them: what is not is what a program offers to repair. */
public final class Valid {
    private Valid() {}

    public static List<String> faults(XmlObject part) {
        List<XmlError> errors = new ArrayList<>();
        part.validate(new XmlOptions().setErrorListener(errors));
        return errors.stream().map(XmlError::getMessage).distinct().toList();
    }
}

package io.lotline.api.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.OkapiException;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.backend.Symbol;
import uk.org.okapibarcode.graphics.Rectangle;

/// A symbol to be scanned, in modules.
///
/// @param bars  the dark parts
/// @param quiet how much around it stays white
record BarSymbol(List<Rectangle> bars, double width, double height, double quiet) {
    private static final int LINEAR_HEIGHT = 10;

    BarSymbol {
        bars = List.copyOf(bars);
    }

    /// A GS1 DataMatrix, or none where the elements cannot be in one.
    ///
    /// @param elements as in `[01]06901234567892[10]LOT7`
    static @Nullable BarSymbol gs1DataMatrix(String elements) {
        DataMatrix symbol = new DataMatrix();
        symbol.setDataType(Symbol.DataType.GS1);
        symbol.setForceMode(DataMatrix.ForceMode.SQUARE);
        try {
            return of(symbol, elements, 1);
        } catch (OkapiException _) {
            return null;
        }
    }

    /// A GS1-128, ten modules high: its bars may be drawn as long as there is room.
    static BarSymbol gs1_128(String elements) {
        Code128 symbol = new Code128();
        symbol.setDataType(Symbol.DataType.GS1);
        symbol.setHumanReadableLocation(HumanReadableLocation.NONE);
        symbol.setBarHeight(LINEAR_HEIGHT);
        return of(symbol, elements, 10);
    }

    /// A QR code of a text of letters and digits.
    static BarSymbol qr(String text) {
        QrCode symbol = new QrCode();
        symbol.setPreferredEccLevel(QrCode.EccLevel.M);
        return of(symbol, text, 4);
    }

    private static BarSymbol of(Symbol symbol, String content, double quiet) {
        symbol.setModuleWidth(1);
        symbol.setQuietZoneHorizontal(0);
        symbol.setQuietZoneVertical(0);
        symbol.setContent(content);
        List<Rectangle> bars = symbol.getRectangles();
        double width = bars.stream().mapToDouble(bar -> bar.x + bar.width).max().orElse(0);
        double height = bars.stream().mapToDouble(bar -> bar.y + bar.height).max().orElse(0);
        return new BarSymbol(bars, width, height, quiet);
    }

    /// Draws it with its dark upper left corner at a point.
    ///
    /// @param module how wide a module is
    /// @param tall   how high a module is: more than wide for a linear symbol
    void draw(Canvas canvas, double x, double y, double module, double tall) {
        for (Rectangle bar : bars) {
            canvas.bar(x + bar.x * module, y + bar.y * tall, bar.width * module, bar.height * tall);
        }
    }
}

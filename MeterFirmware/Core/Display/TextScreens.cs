using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Display
{
    /// <summary>Draws the screens of texts, identities and the clock.</summary>
    internal sealed class TextScreens
    {
        private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        private const string HexDigits = "0123456789ABCDEF";
        private const int EndOf2099 = 36525;

        private readonly DisplaySource source;
        private readonly ScreenText text;
        private readonly TextLayout message = new TextLayout();
        private readonly byte[] octets = new byte[DisplaySource.MostTextOctets];
        private readonly byte[] brokenOctets = new byte[DisplaySource.MostTextOctets];
        private int brokenCount;

        public TextScreens(DisplaySource source, ScreenText text)
        {
            this.source = source;
            this.text = text;
        }

        /// <summary>How many pages the message has now.</summary>
        public int MessagePages()
        {
            int count = source.CopyMessage(octets);
            if (!IsBroken(count))
            {
                System.Array.Copy(octets, 0, brokenOctets, 0, count);
                System.Array.Copy(octets, 0, message.Text, 0, count);
                brokenCount = count;
                message.Break(count);
            }
            return message.Pages;
        }

        /// <summary>How many pages the contact details have: one for the name, one for the number.</summary>
        public int ContactPages()
        {
            bool hasBoth = source.CopySupplierName(octets) > 0 && source.CopySupplierTelephone(octets) > 0;
            return hasBoth ? 2 : 1;
        }

        public void PaintMessage(int page)
        {
            int pages = MessagePages();
            if (pages > 0)
            {
                message.Write(text, page % pages);
            }
        }

        public void PaintContact(int page)
        {
            int count = source.CopySupplierName(octets);
            if (count > 0 && page % ContactPages() == 0)
            {
                // ContactPages has used the buffer.
                Labelled("Supplier", source.CopySupplierName(octets));
                return;
            }
            count = DisplayAlphabet.Decode(octets, source.CopySupplierTelephone(octets), octets);
            if (count <= ScreenText.Columns)
            {
                text.WriteLeft(0, "Telephone");
                text.WriteCodes(1, 0, octets, 0, count);
                return;
            }
            BothRows(count);
        }

        public void PaintMeterPoint()
        {
            Labelled(source.Kind == MeterKind.Gsme ? "MPRN" : "MPAN", source.CopyMeterPoint(octets));
        }

        public void PaintCustomerNumber()
        {
            Labelled("Customer no.", source.CopyCustomerNumber(octets));
        }

        public void PaintFirmware()
        {
            int activation = source.ActivationPercent;
            int reception = source.ReceptionPercent;
            if (activation >= 0)
            {
                Percent("Updating ", activation);
            }
            else if (reception >= 0)
            {
                Percent("Receiving ", reception);
            }
            else
            {
                text.WriteLeft(0, "Firmware");
            }
            int count = source.CopyFirmwareVersion(octets);
            for (int i = 0; i < count; i++)
            {
                int column = ScreenText.Columns - 2 * (count - i);
                text.SetCell(1, column, HexDigits[octets[i] >> 4]);
                text.SetCell(1, column + 1, HexDigits[octets[i] & 0x0F]);
            }
        }

        public void PaintDateTime()
        {
            long seconds = source.UtcSeconds;
            if (!source.IsUtcKnown || seconds < 0 || seconds / UtcTime.DaySeconds >= EndOf2099)
            {
                text.WriteLeft(0, "Date and time");
                text.WriteRight(1, ScreenText.Columns, "unknown");
                return;
            }
            UtcTime.WriteCosem(seconds, octets, 0);
            TwoDigits(0, 0, octets[3]);
            for (int i = 0; i < 3; i++)
            {
                text.SetCell(0, 3 + i, Months[3 * (octets[2] - 1) + i]);
            }
            text.WriteNumber(0, 11, (octets[0] << 8) | octets[1], 4, 0);
            TwoDigits(1, 0, octets[5]);
            text.WriteAt(1, 2, ":");
            TwoDigits(1, 3, octets[6]);
            text.WriteAt(1, 5, ":");
            TwoDigits(1, 6, octets[7]);
            text.WriteRight(1, ScreenText.Columns, "UTC");
        }

        public void PaintSupply()
        {
            text.WriteLeft(0, "Supply");
            int supply = source.Supply;
            text.WriteRight(
                1,
                ScreenText.Columns,
                supply == DisplaySupply.On ? "on"
                    : supply == DisplaySupply.Armed ? "ready: hold B"
                    : supply == DisplaySupply.Locked ? "off by supplier"
                    : "off"
            );
        }

        // Breaking a text takes far longer than seeing that it is the same.
        private bool IsBroken(int count)
        {
            if (count != brokenCount)
            {
                return false;
            }
            for (int i = 0; i < count; i++)
            {
                if (octets[i] != brokenOctets[i])
                {
                    return false;
                }
            }
            return true;
        }

        private void BothRows(int count)
        {
            text.WriteCodes(0, 0, octets, 0, ScreenText.Columns);
            text.WriteCodes(1, 0, octets, ScreenText.Columns, count - ScreenText.Columns);
        }

        private void Percent(string label, int percent)
        {
            text.SetCell(0, text.WriteCount(0, text.WriteLeft(0, label), percent), '%');
        }

        private void TwoDigits(int row, int column, int value)
        {
            text.WriteNumber(row, column + 2, value, 2, 0);
        }

        // A text that is longer than a row takes both, without its label.
        private void Labelled(string label, int count)
        {
            count = DisplayAlphabet.Decode(octets, count, octets);
            if (count > ScreenText.Columns)
            {
                BothRows(count);
                return;
            }
            text.WriteLeft(0, label);
            text.WriteCodes(1, count < ScreenText.Columns ? ScreenText.Columns - count : 0, octets, 0, count);
        }
    }
}

using MeterFirmware.Core;
using MeterFirmware.Core.Customer;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>What the customer sees of the supplier and of the supply's numbers: Data (class 1) and class 9000.</summary>
    public sealed class CustomerObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of class 9000, 0-0:96.13.1.255: Contact Details, name (SMETS2 5.7.4.8).</summary>
        public const int SupplierName = CustomerField.SupplierName;

        /// <summary>Attribute 2 of class 9000, 0-0:96.13.0.255: Contact Details, telephone number (5.7.4.8).</summary>
        public const int SupplierTelephone = CustomerField.SupplierTelephone;

        /// <summary>Attribute 2 of 0-2:96.13.1.255: Supplier Message (5.7.4.43).</summary>
        public const int Message = CustomerField.Message;

        /// <summary>Attribute 2 of 0-0:94.44.34.11: the MPAN, and behind it that of a second element (5.7.4.28).</summary>
        public const int MeterPoint = CustomerField.MeterPoint;

        /// <summary>Attribute 2 of 1-0:0.0.2.255: the MPAN for export (5.7.4.28).</summary>
        public const int ExportMeterPoint = CustomerField.ExportMeterPoint;

        /// <summary>Attribute 2 of 0-3:96.13.1.255: Customer Identification Number (5.7.4.10).</summary>
        public const int CustomerNumber = CustomerField.CustomerNumber;

        /// <summary>Attribute 2 of 0-0:94.44.3.1.255: an octet-string of nothing disables the privacy PIN (5.6.3.10).</summary>
        public const int DisablePrivacyPin = CustomerField.PrivacyPin;

        private const int MpanLength = 13;

        private readonly MeterState state;

        /// <summary>Serves the record of a meter's customer.</summary>
        public CustomerObjects(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item != MeterPoint && item != ExportMeterPoint)
            {
                return AccessResult.ReadWriteDenied;
            }
            int count = state.Customer.GetLength(item);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(count);
            state.Customer.Copy(item, writer.Raw, writer.Reserve(count));
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            int at = reader.ReadText(item == DisablePrivacyPin ? 0 : CustomerField.LongestOf(item));
            int count = reader.Position - at;
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            if (!IsLengthRight(item, count))
            {
                return AccessResult.OtherReason;
            }
            return Take(item, reader.Source, at, count) ? AccessResult.Success : AccessResult.HardwareFault;
        }

        // A second MPAN belongs to a second element.
        private bool IsLengthRight(int item, int count)
        {
            switch (item)
            {
                case MeterPoint:
                    return count == MpanLength || (count == 2 * MpanLength && state.Configuration.HasSecondaryElement);
                case ExportMeterPoint:
                    return count == MpanLength;
                default:
                    return true;
            }
        }

        private bool Take(int item, byte[] octets, int at, int count)
        {
            switch (item)
            {
                case DisablePrivacyPin:
                    return state.PrivacyPin.Disable();
                case Message:
                    return state.Customer.SetMessage(octets, at, count);
                default:
                    state.Customer.Set(item, octets, at, count);
                    return state.Customer.Save();
            }
        }
    }
}

using MeterFirmware.Core;
using MeterFirmware.Core.Customer;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// What the customer sees of the supplier and of the supply's number: Device Management (cluster 0x0708), Messaging
    /// (0x0703) and the Site ID of Metering. Each command takes effect at once, whatever time it names: none of its use cases
    /// is future-dated.
    /// </summary>
    public sealed class ZclCustomer : ZclHandler
    {
        /// <summary>Command 0x01 of Device Management, Publish Change of Supplier: Contact Details (SMETS2 4.6.4.4).</summary>
        public const int ChangeOfSupplier = CustomerEvent.Contact;

        /// <summary>Command 0x00 of Messaging, Display Message: Supplier Message (4.6.4.24).</summary>
        public const int DisplayMessage = CustomerEvent.Message;

        /// <summary>Command 0x03 of Device Management, Update Site ID: the MPRN (4.6.4.19).</summary>
        public const int UpdateSiteId = CustomerEvent.MeterPoint;

        /// <summary>Command 0x06 of Device Management, Update CIN: Customer Identification Number (4.6.4.7).</summary>
        public const int UpdateCustomerNumber = CustomerEvent.CustomerNumber;

        /// <summary>
        /// Command 0x02 of Device Management, Request New Password Response: with a password of nothing, Disable Privacy PIN
        /// Protection (4.5.3.9).
        /// </summary>
        public const int NewPassword = CustomerEvent.PrivacyPin;

        /// <summary>Attribute 0x0307 of Metering, Site ID: the MPRN.</summary>
        public const int SiteId = CustomerEvent.Count;

        private const int ConsumerMenu = 2;

        private readonly MeterState state;
        private readonly CustomerRecord customer;

        /// <summary>Serves the record of a meter's customer.</summary>
        public ZclCustomer(MeterState state)
        {
            this.state = state;
            customer = state.Customer;
        }

        /// <inheritdoc/>
        public override int Read(int item, OctetWriter writer)
        {
            int count = customer.GetLength(CustomerField.MeterPoint);
            writer.WriteByte(count);
            customer.Copy(CustomerField.MeterPoint, writer.Raw, writer.Reserve(count));
            return ZclStatus.Success;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            switch (item)
            {
                case ChangeOfSupplier:
                    return TakeContact(reader);
                case DisplayMessage:
                    return TakeMessage(reader);
                case NewPassword:
                    return TakePassword(reader);
                case UpdateSiteId:
                    return TakeText(item, CustomerField.MeterPoint, reader);
                default:
                    return TakeText(item, CustomerField.CustomerNumber, reader);
            }
        }

        private int TakeContact(ZclReader reader)
        {
            reader.ReadInt32(); // the supplier that was
            long eventId = reader.ReadUInt32();
            reader.ReadByte(); // tariff type
            reader.ReadInt32(); // the supplier that is to be
            reader.ReadInt32(); // when
            reader.ReadInt32(); // provider change control: this is no change of supplier (GBCS)
            int name = reader.SkipString();
            int nameCount = reader.Position - name;
            int number = reader.SkipString();
            int numberCount = reader.Position - number;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool isFit =
                Fits(CustomerField.SupplierName, nameCount) && Fits(CustomerField.SupplierTelephone, numberCount);
            if (!isFit || customer.IsOvertaken(CustomerEvent.Contact, eventId))
            {
                return ZclStatus.InvalidField;
            }
            customer.Set(CustomerField.SupplierName, reader.Source, name, nameCount);
            customer.Set(CustomerField.SupplierTelephone, reader.Source, number, numberCount);
            customer.Accept(CustomerEvent.Contact, eventId);
            return StatusOf(customer.Save());
        }

        private int TakeMessage(ZclReader reader)
        {
            long messageId = reader.ReadUInt32();
            reader.ReadByte(); // message control: this meter has one place and one importance
            reader.ReadInt32(); // when
            reader.ReadUInt16(); // for how long: the message stays until the next takes its place
            int text = reader.SkipString();
            int count = reader.Position - text;
            if (!reader.Failed && !reader.IsAtEnd)
            {
                reader.ReadByte(); // extended message control, which later versions of the cluster have
            }
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (
                count > CustomerField.LongestOf(CustomerField.Message)
                || customer.IsOvertaken(DisplayMessage, messageId)
            )
            {
                return ZclStatus.InvalidField;
            }
            customer.Accept(DisplayMessage, messageId);
            return StatusOf(customer.SetMessage(reader.Source, text, count));
        }

        private int TakePassword(ZclReader reader)
        {
            long eventId = reader.ReadUInt32();
            reader.ReadInt32(); // when
            reader.ReadUInt16(); // for how long a password would be
            int type = reader.ReadByte();
            int password = reader.SkipString();
            int count = reader.Position - password;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            // A supplier may take the PIN away and not set one.
            if (type != ConsumerMenu || count > 0 || customer.IsOvertaken(NewPassword, eventId))
            {
                return ZclStatus.InvalidField;
            }
            customer.Accept(NewPassword, eventId);
            return StatusOf(state.PrivacyPin.Disable());
        }

        // Update Site ID and Update CIN have the same form.
        private int TakeText(int which, int field, ZclReader reader)
        {
            long eventId = reader.ReadUInt32();
            reader.ReadInt32(); // when
            reader.ReadInt32(); // whose
            int text = reader.SkipString();
            int count = reader.Position - text;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!Fits(field, count) || customer.IsOvertaken(which, eventId))
            {
                return ZclStatus.InvalidField;
            }
            customer.Set(field, reader.Source, text, count);
            customer.Accept(which, eventId);
            return StatusOf(customer.Save());
        }

        private static bool Fits(int field, int count)
        {
            return count > 0 && count <= CustomerField.LongestOf(field);
        }

        private static int StatusOf(bool isStored)
        {
            return isStored ? ZclStatus.Success : ZclStatus.HardwareFailure;
        }
    }
}

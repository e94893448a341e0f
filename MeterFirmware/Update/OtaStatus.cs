namespace MeterFirmware.Update
{
    /// <summary>ZCL status codes that the OTA Upgrade cluster uses.</summary>
    public static class OtaStatus
    {
        /// <summary>All is well.</summary>
        public const int Success = 0x00;

        /// <summary>The frame is not of its command's form.</summary>
        public const int MalformedCommand = 0x80;

        /// <summary>The cluster has no such command, or the device is not its client.</summary>
        public const int UnsupportedClusterCommand = 0x81;

        /// <summary>There is no such general command.</summary>
        public const int UnsupportedGeneralCommand = 0x82;

        /// <summary>There is no such command of a manufacturer.</summary>
        public const int UnsupportedManufacturerCommand = 0x83;

        /// <summary>A field has a value that the command did not ask for.</summary>
        public const int InvalidField = 0x85;

        /// <summary>The transfer is given up.</summary>
        public const int Abort = 0x95;

        /// <summary>The image is not for this device, not newer, or not what its signature says.</summary>
        public const int InvalidImage = 0x96;

        /// <summary>The block comes later.</summary>
        public const int WaitForData = 0x97;

        /// <summary>The server has no image for the client.</summary>
        public const int NoImageAvailable = 0x98;
    }
}

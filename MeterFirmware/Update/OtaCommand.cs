namespace MeterFirmware.Update
{
    /// <summary>Commands of the OTA Upgrade cluster (0x0019) that pass between a meter and its hub.</summary>
    public static class OtaCommand
    {
        /// <summary>Hub to meter: there is something to ask for.</summary>
        public const int ImageNotify = 0x00;

        /// <summary>Meter to hub: is there an image for this manufacturer, type and hardware?</summary>
        public const int QueryNextImageRequest = 0x01;

        /// <summary>Hub to meter: its version and size, or none.</summary>
        public const int QueryNextImageResponse = 0x02;

        /// <summary>Meter to hub: octets from an offset on.</summary>
        public const int ImageBlockRequest = 0x03;

        /// <summary>Hub to meter: these.</summary>
        public const int ImageBlockResponse = 0x05;

        /// <summary>Meter to hub: what became of the file.</summary>
        public const int UpgradeEndRequest = 0x06;

        /// <summary>Hub to meter: when to upgrade, which a meter does on CS06 alone.</summary>
        public const int UpgradeEndResponse = 0x07;

        /// <summary>Either way, of every cluster: what became of a command (ZCL general command).</summary>
        public const int DefaultResponse = 0x0B;

        /// <summary>Frame control: of a cluster, from client to server.</summary>
        public const int ToServer = 0x01;

        /// <summary>Frame control: of a cluster, from server to client.</summary>
        public const int ToClient = 0x09;

        /// <summary>The octets before a command's own: frame control, sequence number, command.</summary>
        public const int HeaderLength = 3;
    }
}

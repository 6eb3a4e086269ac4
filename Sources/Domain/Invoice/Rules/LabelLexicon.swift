/// The labels of invoice numbers, dates and parties, in English, German, French, Swedish and their neighbours.
enum LabelLexicon {
    static let phrases = Lexicon<LabelKind>([
        (
            .number,
            """
            invoice no,invoice number,invoice num,invoice nr,invoice #,invoice id,invoice ref,invoice reference,inv no,\
            inv number,inv #,inv nr,invoice no number,bill no,bill number,bill #,tax invoice no,tax invoice number,\
            document no,document number,doc no,receipt no,receipt number,receipt #,credit note no,credit note number,\
            credit memo no,your invoice no,our invoice no,number of invoice,\
            rechnungsnummer,rechnungsnr,rechnungs nr,rechnung nr,rechnung nummer,rechnung no,rechnungs nummer,re nr,\
            rechnungsno,rg nr,belegnummer,belegnr,beleg nr,beleg nummer,dokumentnummer,rechnungs id,\
            gutschriftsnummer,gutschrift nr,gutschriftnummer,rechnung id,rechnungskennung,\
            facture no,facture numero,numero de facture,no de facture,no facture,numero facture,num facture,facture num,\
            facture n,n facture,n de facture,ref facture,reference facture,avoir no,numero d avoir,facture #,\
            no de la facture,numero de la facture,\
            fakturanummer,fakturanr,faktura nr,faktura nummer,fakturano,faktura no,fakt nr,kreditfaktura nr,kreditnota nr,\
            fakturanumero,faktura id,nota nr,kvittonummer,kvitto nr,factuurnummer,factuurnr,factuur nr,factuur nummer,\
            fattura n,fattura no,numero fattura,n fattura,fattura nr,num factura,factura no,numero de factura,no factura,\
            no de factura,factura n,factura numero,factura num,fatura n,fatura no,numero da fatura,laskun numero,\
            laskunumero,laskun nro,lasku nro,lasku nr,numer faktury,nr faktury
            """
        ),
        (
            .title,
            """
            invoice,tax invoice,commercial invoice,sales invoice,proforma invoice,credit note,credit memo,rechnung,\
            handelsrechnung,gutschrift,facture,avoir,faktura,kreditfaktura,kreditnota,factuur,fattura,factura,fatura,\
            creditnota,lasku,schlussrechnung,stornorechnung,facture d avoir,note de credit,self billed invoice,\
            teilrechnung,kostenrechnung
            """
        ),
        (.bareNumber, "nr,no,number,nummer,numero,num,nro,#,document,reference no"),
        (
            .otherNumber,
            """
            kundennummer,kundennr,kunden nr,kunden nummer,customer no,customer number,customer id,customer ref,\
            account no,account number,order no,order number,order id,your order,po number,po no,purchase order,\
            bestellnummer,bestellnr,bestell nr,bestellung,auftragsnummer,auftragsnr,auftrags nr,auftrag nr,\
            lieferschein,lieferscheinnr,lieferscheinnummer,lieferschein nr,steuernummer,steuernr,steuer nr,\
            ust idnr,ust id nr,ustid,ust id,ust idnummer,vat no,vat number,vat id,vat reg no,vat registration number,\
            vat registration no,vat registration,tax id,gst no,gst reg no,gst id no,gst id,abn,ein,tin,\
            kontonummer,konto nr,kto nr,blz,iban,bic,swift,phone,telephone,tel,telefon,fax,mobile,mobil,\
            no client,numero client,no de client,code client,no de commande,numero de commande,commande no,\
            no tva,no tva client,numero tva,siret,siren,rcs,tva intracommunautaire,numero de tva,tva intra,\
            votre reference,notre reference,reference client,\
            kundnummer,kundnr,kund nr,ordernummer,ordernr,order nr,er referens,var referens,orgnr,org nr,organisationsnr,\
            organisationsnummer,momsregnr,moms reg nr,momsreg nr,vatnr,vat nr,bankgiro,plusgiro,ocr,ocr nr,ocr nummer,\
            klantnummer,ordrenr,cvr nr,cvr,kvk,btw nr,nummer klant,gln,globale nummer,global number,\
            ihre bestellung,bestellnummer,projektnummer,projekt nr,vertragsnummer,vertrag nr,contract no,reg no,\
            registration no,company no,co reg no,co reg,handelsregister,hrb,hrb nr,amtsgericht,id nr,artikelnummer,\
            artikel nr,art nr,item no,serial no,delivery note no,delivery note,job no,quote no,cheque no,table no,\
            ref no,reference,ihr zeichen,unser zeichen
            """
        ),
        (
            .issueDate,
            """
            invoice date,date of invoice,inv date,bill date,billing date,issue date,date of issue,issued,issued on,\
            date issued,invoice issued,invoice dated,tax point,tax point date,invoice date tax point,date of bill,\
            document date,receipt date,transaction date,sale date,date time,date invoice,\
            rechnungsdatum,rechnungs datum,belegdatum,ausstellungsdatum,datum der rechnung,rechnung vom,datum rechnung,\
            ausgestellt am,erstellt am,erstellungsdatum,ausstellungstag,\
            fakturadatum,fakturadato,faktureringsdatum,fakturadag,factuurdatum,fakturans datum,utstallningsdatum,\
            date de facture,date facture,date de la facture,date d emission,date de facturation,facture du,emise le,\
            date d edition,date de l avoir,date avoir,\
            data fattura,data della fattura,fecha de factura,fecha factura,fecha de emision,fecha emision,data da fatura,\
            data de emissao,data emissione,data wystawienia,laskun paivays,laskun pvm,laskupaiva
            """
        ),
        (
            .bareDate,
            """
            date,dated,datum,dato,fecha,data,paivays,paivamaara,pvm,vom,fait le,le,den,du
            """
        ),
        (
            .dueDate,
            """
            due date,date due,payment due,payment due date,due,due on,due by,pay by,payable by,payable on,pay before,\
            please pay by,payment due by,payment due on,to be paid by,settlement date,payment deadline,due date for payment,\
            payment date due,invoice due date,invoice due,balance due by,payment before,expiry of payment,\
            zahlbar bis,zahlbar bis zum,zahlbar am,zahlbar spatestens,fallig am,fallig bis,fallig zum,fallig,falligkeit,\
            falligkeitsdatum,falligkeitstag,zahlungsziel,zahlungstermin,zu zahlen bis,zahlung bis,zahlung bis zum,bis zum,\
            zahlungsfalligkeit,netto bis,netto fallig am,faellig am,faelligkeit,faelligkeitsdatum,faellig bis,\
            zahlungsfrist,spatestens am,spatestens bis,ohne abzug bis,ohne abzug zahlbar bis,zahldatum,\
            date d echeance,echeance,date echeance,a payer avant le,payable le,payable avant le,payable jusqu au,\
            a regler avant le,date limite de paiement,a regler le,paiement du le,a payer pour le,date de paiement limite,\
            echeance le,paiement avant le,a payer le,limite de paiement,\
            forfallodatum,forfallodag,forfaller,forfaller den,forfall,forfallsdato,forfallsdag,betalas senast,\
            betala senast,oss tillhanda senast,oss tillhanda,tillhanda senast,betalningsdag,sista betalningsdag,\
            betalas senast den,att betala senast,forfalldatum,forfaldsdato,forfaldsdag,betalingsfrist,betalingsdato,\
            senest betalt,sidste rettidige betalingsdag,vervaldatum,uiterste betaaldatum,betalen voor,\
            te betalen voor,vervaldag,scadenza,data scadenza,data di scadenza,vencimiento,fecha de vencimiento,\
            fecha vencimiento,vencimento,data de vencimento,erapaiva,termin platnosci
            """
        ),
        (
            .otherDate,
            """
            delivery date,date of delivery,order date,ship date,shipping date,shipped on,date of supply,supply date,\
            service date,date of service,print date,printed on,valid until,date of birth,period,billing period,\
            payment date,paid on,date paid,statement date,start date,end date,last payment,\
            lieferdatum,leistungsdatum,liefer und leistungsdatum,lieferdatum leistungsdatum,bestelldatum,auftragsdatum,\
            bestellung vom,auftrag vom,ihre bestellung vom,lieferung vom,lieferschein vom,leistungszeitraum,\
            rechnungszeitraum,abrechnungszeitraum,zeitraum,geburtsdatum,druckdatum,versanddatum,gultig bis,gultig ab,\
            skonto bis,skonto,liefertermin,lieferzeitraum,eingangsdatum,stand,mandat vom,leistungs und lieferdatum,\
            date de livraison,date de commande,livraison,commande du,date de prestation,periode,periode du,date d achat,\
            leveransdatum,orderdatum,leveransdag,bestallningsdatum,utskriftsdatum,leveringsdato,ordredato,leverdatum,\
            data consegna,fecha de entrega,fecha de pedido,data sprzedazy,toimituspaiva,tilauspaiva
            """
        ),
        (
            .seller,
            """
            seller,sold by,vendor,supplier,from,issued by,issuer,bill from,service provider,verkaufer,lieferant,\
            rechnungssteller,rechnungsaussteller,leistungserbringer,absender,vendeur,fournisseur,emetteur,saljare,\
            leverantor,avsandare,verkoper,leverancier,venditore,fornitore,vendedor,proveedor,saelger,leverandor,sprzedawca,\
            myyja,prestataire,auftragnehmer
            """
        ),
        (
            .payee,
            """
            account holder,account name,beneficiary,payee,payable to,cheques payable to,make checks payable to,kontoinhaber,\
            kontoname,begunstigter,zahlungsempfanger,titulaire du compte,titulaire,beneficiaire,betalningsmottagare,\
            kontohavare,rekeninghouder,tnv,intestatario,beneficiario,kontoinnehavare,beneficiary name
            """
        ),
        (.name, "name,company,firma,company name,firmenname,nom,raison sociale,namn,naam"),
        (
            .recipient,
            """
            bill to,billed to,billing address,invoice to,invoiced to,sold to,ship to,shipping address,deliver to,\
            delivery address,customer,client,buyer,attn,attention,recipient,invoice address,customer name,ship from,\
            customer details,billing details,bill address,payer,consignee,\
            rechnung an,rechnungsempfanger,rechnungsadresse,rechnungsanschrift,lieferadresse,lieferanschrift,kunde,kaufer,\
            kaufer leistungsempfanger,leistungsempfanger,empfanger,auftraggeber,abweichender warenempfanger,\
            warenempfanger,an,herrn,frau,firma herrn,\
            facture a,adresse de facturation,adresse de livraison,livre a,acheteur,destinataire,adresse client,\
            facturer a,livrer a,adresse a,factureadresse,a l attention de,\
            kund,kopare,fakturaadress,leveransadress,faktureras,mottagare,fakturamottagare,bestallare,factuuradres,\
            afleveradres,klant,koper,faktureringsadresse,kobe,cliente,destinatario,acquirente,comprador,nabywca,asiakas
            """
        ),
        (.currency, "currency,wahrung,rechnungswahrung,devise,monnaie,valuta,invoice currency,moneda,waluta"),
    ])
}
